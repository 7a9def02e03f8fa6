import type { CustomLintReport, CustomLintVariable } from "@rototo/core";

/** One script to run: what the main thread sends to a worker. */
export interface ScriptJob {
  readonly variable: CustomLintVariable;
  readonly source: string;
  /** How long it may run, in ms. */
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly maxFindings: number;
}

/** What a worker sends back: `ready` once, then for each job `started`, reports, and at last `finished`. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "started" }
  | ({ readonly kind: "reports" } & ReportBatch)
  | { readonly kind: "printed"; readonly lines: readonly string[] }
  | ScriptFinished;

/** What a script reported since the last batch. */
export interface ReportBatch {
  readonly reports: readonly CustomLintReport[];
  /** One report for all that were left out so far, or none. It replaces that of earlier batches. */
  readonly leftOut: readonly CustomLintReport[];
}

/** How a script ended. */
export interface JobEnd {
  /** Why it did not run to its end. */
  readonly problem?: ScriptProblemReport;
  /** False when the Lua machine must not run another script. */
  readonly reusable: boolean;
}

export interface ScriptFinished extends JobEnd {
  readonly kind: "finished";
  /** Time that the job took in the worker, by its clock, in ms. */
  readonly elapsedMs: number;
}

export interface ScriptProblemReport {
  readonly message: string;
  /** One-based line in the script. */
  readonly line?: number;
}
