import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ProgramQuestion } from "./program/main.js";

/** The program of the tests, running in some runtime. */
export interface RunningProgram {
  /**
   * The answer to a question. One is asked at a time.
   *
   * @throws {Error} with what the program printed, when it has ended.
   */
  ask(question: ProgramQuestion): Promise<unknown>;
  /** Asks nothing more, and waits until the program has ended by itself: its status, and what it said of faults. */
  end(): Promise<{ readonly status: number | null; readonly errors: string }>;
  kill(): Promise<void>;
}

export function runProgram(
  [executable, ...words]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv,
): RunningProgram {
  const child = spawn(executable, words, { env: environment, stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  // A program that has ended is told of by what it does not answer.
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close").then(([status]) => status as number | null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { done, value } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done === true) throw new Error(`the program ended with status ${String(await ended)}:\n${errors}`);
      return JSON.parse(value) as unknown;
    },
    async end() {
      child.stdin.end();
      const status = await ended;
      return { status, errors };
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
