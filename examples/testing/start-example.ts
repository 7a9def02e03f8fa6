import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface StartedExample {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit status, or the signal that ended it, when all that it wrote has arrived. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts a built example in its folder, as its `npm start` does. Killed when the test is over. */
export function startExample(
  name: string,
  { args = [], variables = {} }: { args?: readonly string[]; variables?: Readonly<Record<string, string>> } = {},
): StartedExample {
  const cwd = join(import.meta.dirname, "..", name);
  const child = spawn(process.execPath, ["dist/main.js", ...args], { cwd, env: { ...process.env, ...variables } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: new Promise((resolve) => child.on("close", (status, signal) => resolve(status ?? signal))),
  };
}
