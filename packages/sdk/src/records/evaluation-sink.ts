import type { EvaluationRecord } from "@rototo/core";

/**
 * Where evaluation records go. Nothing that a sink does delays or fails a
 * resolution: records wait for it in a bounded queue of its own.
 */
export interface EvaluationSink {
  /**
   * Takes one batch, never empty; the next one comes when this call has settled. A throw
   * or a rejection counts the whole batch as failed, and the next one is tried.
   */
  write(records: readonly EvaluationRecord[]): void | Promise<void>;
  /**
   * Called inside the resolution, before the record is queued, for what must happen there,
   * such as an event on the active span. It has to be quick, and nobody waits for it. What it throws is counted, and so
   * is a promise that rejects.
   */
  observe?(record: EvaluationRecord): void | Promise<void>;
  /** Called once, after the last write, or at the deadline of closing, which may be during a write. */
  close?(): void | Promise<void>;
}

/** What became of the records for one sink: together the counts are all that were recorded. */
export interface SinkStatistics {
  /** Records that the sink has taken. */
  readonly written: number;
  /** Not given to the sink: its queue was full, or closing had begun, or came to its deadline. */
  readonly dropped: number;
  /** In batches that the sink refused, or had not settled at the deadline of closing. Some may have arrived. */
  readonly failed: number;
  /** Waiting, or being written. */
  readonly queued: number;
  /** Calls of `observe` that threw; these records were queued all the same. */
  readonly observeFailed: number;
  /** The latest that `write`, `observe` or `close` threw; absent when nothing was. */
  readonly lastError?: unknown;
}
