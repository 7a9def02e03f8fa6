import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface CommandResult {
  /** `null` when a signal ended the process. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program of this Node to its end. Colour settings of whoever runs the tests do not count. */
export async function runNode(
  args: readonly string[],
  { cwd, input = "", env = {} }: CommandOptions = {},
): Promise<CommandResult> {
  const { NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...inherited } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { ...inherited, ...env }, stdio: "pipe" });
  // A program that does not read its input may be gone before it is written.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (status, signal) => resolve([status, signal]));
  });
  const [stdout, stderr, [status, signal]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, signal, stdout, stderr };
}
