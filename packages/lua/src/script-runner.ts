import type { CustomLintReport } from "@rototo/core";
import type { JobEnd, ScriptJob, ScriptProblemReport } from "./script-job.js";

/** How one job ended. A runner that is not `reusable` must be stopped. */
export interface ScriptOutcome extends JobEnd {
  /** In the order in which the script made them; also those from before a problem. */
  readonly reports: readonly CustomLintReport[];
  /** Time that it took, in ms. */
  readonly elapsedMs: number;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onPrint: (line: string) => void;
}

/** Lua, with what stops a script for certain. It runs one job at a time. */
export interface ScriptRunner {
  /** Runs one script. A job over its time resolves with a problem. Rejects with the signal's reason only. */
  run(job: ScriptJob, options: RunOptions): Promise<ScriptOutcome>;
  /** Ends whatever it still does. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** What a script is told that ran longer than it may. */
export function overtime(timeoutMs: number): ScriptProblemReport {
  return { message: `the script ran longer than ${timeoutMs / 1_000} s and was stopped` };
}
