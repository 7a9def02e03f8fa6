import type { WriteStream } from "node:tty";
import { systemErrorReason } from "./failure/system-error-reason.js";

/**
 * Ends the process with one line and status 2 when its output cannot be written, as
 * on a full disk. A reader that closes a pipe early, as in `rototo variable list | head -1`,
 * is no failure: the rest goes nowhere, and the status is that of the command.
 */
export function endWhenOutputFails(asJson: boolean): void {
  onFailure(process.stdout, (error) => {
    const message = `standard output cannot be written: ${systemErrorReason(error)}`;
    const details = { systemCode: error.code };
    process.stderr.write(
      asJson ? `${JSON.stringify({ error: { code: "io", message, details } })}\n` : `error: ${message}\n`,
    );
    process.exit(2);
  });
  onFailure(process.stderr, () => process.exit(2));
}

function onFailure(stream: WriteStream, end: (error: NodeJS.ErrnoException) => void): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") end(error);
  });
}
