import { readFileSync } from "node:fs";
import { isatty, type WriteStream } from "node:tty";
import { runCommandLine } from "./run-command-line.js";
import type { Session, Stream } from "./session.js";

/** Runs the command line in this process: its streams, its directory, its clock, its exit status. */
export async function runProcess(args: readonly string[]): Promise<void> {
  endWhenInterrupted();
  endQuietlyWhenNobodyReads(process.stdout);
  endQuietlyWhenNobodyReads(process.stderr);
  const session: Session = {
    // A getter, because it fails where the directory is gone, and failures are told in one way.
    get cwd() {
      return process.cwd();
    },
    environmentVariables: process.env,
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    readStandardInput: () => readFileSync(0, "utf8"),
    now: () => Date.now(),
  };
  // The status is set and not exited with, so that output still on its way to a pipe arrives.
  process.exitCode = await runCommandLine(args, session);
}

function streamOf(stream: WriteStream & { readonly fd: number }): Stream {
  return {
    write: (text) => void stream.write(text),
    isTerminal: isatty(stream.fd),
    columns: isatty(stream.fd) ? stream.columns : undefined,
  };
}

/**
 * Ends the way a shell would say it, and not at once as the system would: what
 * was started and made for a remote source is released on the way out.
 */
function endWhenInterrupted(): void {
  for (const [signal, status] of [
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(signal, () => process.exit(status));
  }
}

/** `rototo variable list | head -1` closes the pipe early: that is no failure. */
function endQuietlyWhenNobodyReads(stream: WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
