import { setMaxListeners } from "node:events";
import type { CustomFinding, CustomLintTask } from "@rototo/core";
import { RototoError } from "@rototo/core/resolve";
import type { CustomLintLimits, PrintedLine } from "./custom-lint-limits.js";
import { exceedsDepth } from "./exceeds-depth.js";
import type { ScriptJob, ScriptProblemReport } from "./script-job.js";
import type { ScriptRunner } from "./script-runner.js";

/** Levels of lists and objects in a value. Beyond that a value is a mistake, and reading it costs stack. */
const MAX_DEPTH = 200;

/** Of the file as it is written: `variable` and `values`. */
const LEVELS_AROUND_VALUES = 2;

export interface RunTasksOptions {
  readonly limits: CustomLintLimits;
  readonly onPrint: (line: PrintedLine) => void;
  readonly startRunner: (signal: AbortSignal) => Promise<ScriptRunner>;
}

/**
 * Runs the scripts of `tasks` with as many runners as `workers` says, none of which outlives the promise.
 *
 * Rejects when a runner cannot start, as `runtime-unsupported` where there is no WebAssembly, and with the reason of `signal`.
 */
export async function runTasks(
  tasks: Iterable<CustomLintTask>,
  options: RunTasksOptions,
  signal: AbortSignal | undefined,
): Promise<readonly CustomFinding[]> {
  signal?.throwIfAborted();
  const findings: CustomFinding[][] = [];
  const queue: QueuedJob[] = [];
  for (const task of tasks) {
    const found: CustomFinding[] = [];
    findings.push(found);
    const job = prepareJob(task, options.limits);
    if ("message" in job) found.push(failure(task, job));
    else queue.push({ task, job, found });
  }
  if (queue.length > 0 && !("WebAssembly" in globalThis)) throw withoutWebAssembly();
  await runQueue(queue, options, signal);
  return findings.flat();
}

function withoutWebAssembly(): RototoError {
  return new RototoError(
    "runtime-unsupported",
    "lint scripts need WebAssembly, which this process does not have: start Node without --jitless",
  );
}

interface QueuedJob {
  readonly task: CustomLintTask;
  readonly job: ScriptJob;
  /** Where its findings go. */
  readonly found: CustomFinding[];
}

/** Runs all jobs in as many lanes as may be. When one lane fails, all end, and none outlives the call. */
async function runQueue(queue: QueuedJob[], options: RunTasksOptions, signal: AbortSignal | undefined): Promise<void> {
  const { workers } = options.limits;
  const abort = new AbortController();
  setMaxListeners(workers, abort.signal);
  const forward = () => abort.abort(signal?.reason);
  signal?.addEventListener("abort", forward);
  const budget = { spentMs: 0 };
  const lanes = Array.from({ length: Math.min(workers, queue.length) }, () =>
    runLane(queue, budget, options, abort.signal).catch((error: unknown) => {
      abort.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(lanes);
  signal?.removeEventListener("abort", forward);
  if (results.some((result) => result.status === "rejected")) throw abort.signal.reason;
}

/** Takes jobs from the front of the queue with one runner at a time, started when there is a job for it. */
async function runLane(
  queue: QueuedJob[],
  budget: { spentMs: number },
  { limits, onPrint, startRunner }: RunTasksOptions,
  signal: AbortSignal,
): Promise<void> {
  const { totalMs } = limits;
  const notRun = { message: `the script was not run: all scripts together took longer than ${totalMs / 1_000} s` };
  let runner: ScriptRunner | undefined;
  try {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (budget.spentMs >= totalMs) {
        next.found.push(failure(next.task, notRun));
        continue;
      }
      runner ??= await startRunner(signal);
      const { script, variable } = next.task;
      const outcome = await runner.run(next.job, {
        signal,
        onPrint: (text) => onPrint({ script, variable: variable.id, text }),
      });
      budget.spentMs += outcome.elapsedMs;
      for (const report of outcome.reports) next.found.push(report);
      if (outcome.problem !== undefined) next.found.push(failure(next.task, outcome.problem));
      if (!outcome.reusable) {
        const spent = runner;
        runner = undefined;
        await spent.stop();
      }
    }
  } finally {
    await runner?.stop();
  }
}

function prepareJob(task: CustomLintTask, limits: CustomLintLimits): ScriptJob | ScriptProblemReport {
  const { variable, source } = task;
  if (source === undefined) return { message: `the script ${task.script} does not exist` };
  const nul = source.indexOf("\0");
  if (nul !== -1) return { message: "the script holds a NUL character", line: source.slice(0, nul).split("\n").length };
  if (exceedsDepth(variable.values, MAX_DEPTH) || exceedsDepth(variable.toml, MAX_DEPTH + LEVELS_AROUND_VALUES))
    return { message: `a value nests deeper than ${MAX_DEPTH} levels` };
  const { timeoutMs, memoryBytes, maxFindings } = limits;
  return { variable, source, timeoutMs, memoryBytes, maxFindings };
}

function failure(task: CustomLintTask, problem: ScriptProblemReport): CustomFinding {
  return { kind: "failure", variable: task.variable.id, script: task.script, ...problem };
}
