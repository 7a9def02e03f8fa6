import { createContext, Script } from "node:vm";
import { LONGEST_TIMER_MS } from "@rototo/core/options";
import type { CustomLintReport } from "@rototo/core";
import { runJob } from "./sandbox/run-job.js";
import { startLua, type LuaMachine } from "./sandbox/start-lua.js";
import type { JobEnd, ReportBatch, ScriptJob } from "./script-job.js";
import { overtime, type RunOptions, type ScriptOutcome, type ScriptRunner } from "./script-runner.js";
import { startClock } from "./start-clock.js";

/** What a stopwatch of Node stops, JavaScript and WebAssembly alike, has to begin with a script of its own. */
const CALL = new Script("run()");

/** Lua in this thread, which does nothing else while a script runs. */
export class InProcessRunner implements ScriptRunner {
  #machine: LuaMachine;

  private constructor(machine: LuaMachine) {
    this.#machine = machine;
  }

  static async start(): Promise<InProcessRunner> {
    return new InProcessRunner(await startLua());
  }

  /** The signal is not asked: nothing can abort it meanwhile. */
  async run(job: ScriptJob, { onPrint }: RunOptions): Promise<ScriptOutcome> {
    const { timeoutMs } = job;
    let spentMs = 0;
    // A little more than it may take, so that on most machines the first attempt tells.
    const first = Math.min(Math.ceil(1.25 * timeoutMs), LONGEST_TIMER_MS);
    for (let patienceMs = first; ; patienceMs = Math.min(2 * patienceMs, LONGEST_TIMER_MS)) {
      const elapsedMs = startClock();
      const { end, reports, printed } = attempt(this.#machine, job, patienceMs);
      const tookMs = elapsedMs();
      spentMs += tookMs;
      if (end !== undefined || tookMs >= timeoutMs) {
        for (const line of printed) onPrint(line);
        const { problem, reusable } = end ?? { problem: undefined, reusable: false };
        const told = end === undefined || tookMs > timeoutMs ? overtime(timeoutMs) : problem;
        return { reports, ...(told !== undefined && { problem: told }), elapsedMs: spentMs, reusable };
      }
      // The stopwatch counts what the machine does for others too. A script does the same each time, so it may try again.
      this.#machine = await startLua();
    }
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

interface Attempt {
  /** `undefined` when it was stopped. */
  readonly end: JobEnd | undefined;
  readonly reports: readonly CustomLintReport[];
  readonly printed: readonly string[];
}

function attempt(machine: LuaMachine, job: ScriptJob, patienceMs: number): Attempt {
  const kept: CustomLintReport[] = [];
  let leftOut: readonly CustomLintReport[] = [];
  const printed: string[] = [];
  let end: JobEnd | undefined;
  const report = (batch: ReportBatch) => {
    for (const each of batch.reports) kept.push(each);
    leftOut = batch.leftOut;
  };
  const print = (lines: readonly string[]) => {
    for (const line of lines) printed.push(line);
  };
  withoutClock(() => {
    const context = createContext({
      run: () => {
        end = runJob(machine, job, report, print);
      },
    });
    try {
      CALL.runInContext(context, { timeout: patienceMs });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      // What was stopped runs no `catch` and no `finally`, and may have ended just before.
      end = undefined;
    }
  });
  return { end, reports: [...kept, ...leftOut], printed };
}

/**
 * Lua takes the time into the seed of its hashes and of its random numbers. Without
 * a clock, equal scripts give equal findings. Nothing else runs meanwhile.
 */
function withoutClock(work: () => void): void {
  const { now } = Date;
  Date.now = () => 0;
  try {
    work();
  } finally {
    Date.now = now;
  }
}
