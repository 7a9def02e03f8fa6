import { releaseWhenInterrupted } from "./end-when-interrupted.js";
import { runCommandLine } from "./run-command-line.js";
import type { Session, Stream } from "./session.js";

/** Runs the command line in this process: its streams, its directory, its clock, its exit status. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const session: Session = {
    // A getter, because it fails where the directory is gone, and failures are told in one way.
    get cwd() {
      return process.cwd();
    },
    environmentVariables: process.env,
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    // A getter, because Node opens it when it is asked for.
    get stdin() {
      return process.stdin;
    },
    now: () => Date.now(),
    releaseWhenInterrupted,
  };
  // The status is set and not exited with, so that output still on its way to a pipe arrives.
  process.exitCode = await runCommandLine(args, session);
}

/** A stream has `isTTY` only where it is a terminal. */
function streamOf(stream: Pick<NodeJS.WriteStream, "write" | "columns"> & { readonly isTTY?: boolean }): Stream {
  const isTerminal = stream.isTTY ?? false;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    columns: isTerminal ? stream.columns : undefined,
  };
}
