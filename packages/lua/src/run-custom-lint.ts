import { setMaxListeners } from "node:events";
import type { CustomFinding, CustomLintTask } from "@rototo/core";
import {
  readCustomLintOptions,
  type CustomLintLimits,
  type CustomLintOptions,
  type PrintedLine,
} from "./custom-lint-limits.js";
import { exceedsDepth } from "./exceeds-depth.js";
import type { ScriptJob, ScriptProblemReport } from "./script-job.js";
import { ScriptWorker } from "./script-worker.js";

/** Levels of lists and objects in a value. Beyond that a value is a mistake, and reading it costs stack. */
const MAX_DEPTH = 200;

/** Of the file as it is written: `variable` and `values`. */
const LEVELS_AROUND_VALUES = 2;

/**
 * Runs the lint scripts of some variables, each in a Lua state of its own, in
 * threads that can be stopped for certain.
 *
 * The findings are in the order of the tasks, whatever ran first; within a task
 * those of `lint` come first, then those of `lint_value` in code-unit order of the
 * value keys. What is wrong with a script is a finding of kind `failure`, one per
 * task at most, after the reports that the script made before it. A script that is
 * not run, because the time of all is used up, has failed too: it protects nothing.
 * No thread outlives the returned promise.
 *
 * Rejects when the threads themselves cannot start, and with the reason of `signal`.
 *
 * @throws {RototoError} `runtime-unsupported` where the runtime cannot stop a script; only then its thread goes on.
 * @throws {TypeError} for an unknown option, or one of the wrong kind.
 * @throws {RangeError} for a limit that is no positive whole number.
 */
export async function runCustomLint(
  tasks: Iterable<CustomLintTask>,
  options?: CustomLintOptions,
): Promise<readonly CustomFinding[]> {
  const { limits, signal, onPrint } = readCustomLintOptions(options);
  signal?.throwIfAborted();
  const findings: CustomFinding[][] = [];
  const queue: QueuedJob[] = [];
  for (const task of tasks) {
    const found: CustomFinding[] = [];
    findings.push(found);
    const job = prepareJob(task, limits);
    if ("message" in job) found.push(failure(task, job));
    else queue.push({ task, job, found });
  }
  await runQueue(queue, limits, signal, onPrint);
  return findings.flat();
}

interface QueuedJob {
  readonly task: CustomLintTask;
  readonly job: ScriptJob;
  /** Where its findings go. */
  readonly found: CustomFinding[];
}

/** Runs all jobs in as many lanes as may be. When one lane fails, all end, and none outlives the call. */
async function runQueue(
  queue: QueuedJob[],
  limits: CustomLintLimits,
  signal: AbortSignal | undefined,
  onPrint: (line: PrintedLine) => void,
): Promise<void> {
  const abort = new AbortController();
  setMaxListeners(limits.workers, abort.signal);
  const forward = () => abort.abort(signal?.reason);
  signal?.addEventListener("abort", forward);
  const budget = { spentMs: 0 };
  const lanes = Array.from({ length: Math.min(limits.workers, queue.length) }, () =>
    runLane(queue, budget, limits, abort.signal, onPrint).catch((error: unknown) => {
      abort.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(lanes);
  signal?.removeEventListener("abort", forward);
  if (results.some((result) => result.status === "rejected")) throw abort.signal.reason;
}

/** Takes jobs from the front of the queue with one thread at a time, started when there is a job for it. */
async function runLane(
  queue: QueuedJob[],
  budget: { spentMs: number },
  { timeoutMs, totalMs }: CustomLintLimits,
  signal: AbortSignal,
  onPrint: (line: PrintedLine) => void,
): Promise<void> {
  const notRun = { message: `the script was not run: all scripts together took longer than ${totalMs / 1_000} s` };
  let worker: ScriptWorker | undefined;
  try {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (budget.spentMs >= totalMs) {
        next.found.push(failure(next.task, notRun));
        continue;
      }
      worker ??= await ScriptWorker.start(signal);
      const { script, variable } = next.task;
      const outcome = await worker.run(next.job, {
        timeoutMs,
        signal,
        onPrint: (text) => onPrint({ script, variable: variable.id, text }),
      });
      budget.spentMs += outcome.elapsedMs;
      for (const report of outcome.reports) next.found.push(report);
      if (outcome.problem !== undefined) next.found.push(failure(next.task, outcome.problem));
      if (!outcome.reusable) {
        const spent = worker;
        worker = undefined;
        await spent.stop();
      }
    }
  } finally {
    await worker?.stop();
  }
}

function prepareJob(task: CustomLintTask, limits: CustomLintLimits): ScriptJob | ScriptProblemReport {
  const { variable, source } = task;
  if (source === undefined) return { message: `the script ${task.script} does not exist` };
  const nul = source.indexOf("\0");
  if (nul !== -1) return { message: "the script holds a NUL character", line: source.slice(0, nul).split("\n").length };
  if (exceedsDepth(variable.values, MAX_DEPTH) || exceedsDepth(variable.toml, MAX_DEPTH + LEVELS_AROUND_VALUES))
    return { message: `a value nests deeper than ${MAX_DEPTH} levels` };
  return {
    variable,
    source,
    timeoutMs: limits.timeoutMs,
    memoryBytes: limits.memoryBytes,
    maxFindings: limits.maxFindings,
  };
}

function failure(task: CustomLintTask, problem: ScriptProblemReport): CustomFinding {
  return { kind: "failure", variable: task.variable.id, script: task.script, ...problem };
}
