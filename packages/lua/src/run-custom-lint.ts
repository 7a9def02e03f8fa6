import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import type { CustomFinding, CustomLintTask } from "@rototo/core";
import { exceedsDepth } from "./exceeds-depth.js";
import type { ScriptJob, ScriptProblemReport } from "./script-job.js";
import { ScriptWorker } from "./script-worker.js";

/** Limits for the scripts of one run. */
export interface CustomLintOptions {
  /** Time that the script of one task may take in all its hooks, in ms. 2000 unless given. */
  readonly timeoutMs?: number;
  /** Memory that the Lua state of one task may hold at once, in bytes. 16 MiB unless given. */
  readonly memoryBytes?: number;
  /** Threads at most. The processor's parallelism, up to 4, unless given. */
  readonly workers?: number;
  /** Findings of one task that are kept; one more then tells how many were left out. 100 unless given. */
  readonly maxFindings?: number;
  /** Stops the run: it rejects with the signal's reason, and nothing of it lives on. */
  readonly signal?: AbortSignal;
}

type Limits = Required<Omit<CustomLintOptions, "signal">>;

const DEFAULT_TIMEOUT_MS = 2_000;
const DEFAULT_MEMORY_BYTES = 16 * 2 ** 20;
const DEFAULT_MAX_FINDINGS = 100;
const MAX_WORKERS = 4;

/** The longest time that a Node timer can wait, in ms. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Levels of lists and objects in a value. Beyond that a value is a mistake, and reading it costs stack. */
const MAX_DEPTH = 200;

/**
 * Runs the lint scripts of some variables, each in a Lua state of its own, in
 * threads that can be stopped for certain.
 *
 * The findings are in the order of the tasks, whatever ran first; within a task
 * those of `lint` come first, then those of `lint_value` in code-unit order of the
 * value keys. What is wrong with a script is a finding of kind `failure`, one per
 * task at most, after the reports that the script made before it. No thread
 * outlives the returned promise.
 *
 * Rejects when the threads themselves cannot start, with a `RangeError` for an
 * option that is not a positive whole number, and with the reason of `signal`.
 */
export async function runCustomLint(
  tasks: Iterable<CustomLintTask>,
  options: CustomLintOptions = {},
): Promise<readonly CustomFinding[]> {
  const limits = readLimits(options);
  options.signal?.throwIfAborted();
  const findings: CustomFinding[][] = [];
  const queue: QueuedJob[] = [];
  for (const task of tasks) {
    const found: CustomFinding[] = [];
    findings.push(found);
    const job = prepareJob(task, limits);
    if ("message" in job) found.push(failure(task, job));
    else queue.push({ task, job, found });
  }
  await runQueue(queue, limits, options.signal);
  return findings.flat();
}

interface QueuedJob {
  readonly task: CustomLintTask;
  readonly job: ScriptJob;
  /** Where its findings go. */
  readonly found: CustomFinding[];
}

/** Runs all jobs in as many lanes as may be. When one lane fails, all end, and none outlives the call. */
async function runQueue(queue: QueuedJob[], limits: Limits, signal: AbortSignal | undefined): Promise<void> {
  const abort = new AbortController();
  setMaxListeners(limits.workers, abort.signal);
  const forward = () => abort.abort(signal?.reason);
  signal?.addEventListener("abort", forward);
  const lanes = Array.from({ length: Math.min(limits.workers, queue.length) }, () =>
    runLane(queue, limits.timeoutMs, abort.signal).catch((error: unknown) => {
      abort.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(lanes);
  signal?.removeEventListener("abort", forward);
  if (results.some((result) => result.status === "rejected")) throw abort.signal.reason;
}

/** Takes jobs from the front of the queue with one thread at a time, started when there is a job for it. */
async function runLane(queue: QueuedJob[], timeoutMs: number, signal: AbortSignal): Promise<void> {
  let worker: ScriptWorker | undefined;
  try {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      worker ??= await ScriptWorker.start(signal);
      const outcome = await worker.run(next.job, timeoutMs, signal);
      for (const report of outcome.reports) next.found.push(report);
      if (outcome.problem !== undefined) next.found.push(failure(next.task, outcome.problem));
      if (!outcome.reusable) {
        await worker.stop();
        worker = undefined;
      }
    }
  } finally {
    await worker?.stop();
  }
}

function prepareJob(task: CustomLintTask, limits: Limits): ScriptJob | ScriptProblemReport {
  const { variable, source } = task;
  if (source === undefined) return { message: `the script ${task.script} does not exist` };
  if (exceedsDepth(variable.values, MAX_DEPTH)) return { message: `a value nests deeper than ${MAX_DEPTH} levels` };
  return { variable, source, memoryBytes: limits.memoryBytes, maxFindings: limits.maxFindings };
}

function failure(task: CustomLintTask, problem: ScriptProblemReport): CustomFinding {
  return { kind: "failure", variable: task.variable.id, script: task.script, ...problem };
}

function readLimits(options: CustomLintOptions): Limits {
  const limits = {
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    memoryBytes: options.memoryBytes ?? DEFAULT_MEMORY_BYTES,
    workers: options.workers ?? Math.min(availableParallelism(), MAX_WORKERS),
    maxFindings: options.maxFindings ?? DEFAULT_MAX_FINDINGS,
  };
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`${name} must be a positive whole number, not ${value}`);
  }
  return { ...limits, timeoutMs: Math.min(limits.timeoutMs, MAX_TIMEOUT_MS) };
}
