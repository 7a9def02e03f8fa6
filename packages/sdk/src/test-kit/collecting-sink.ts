import type { EvaluationRecord } from "@rototo/core";
import type { EvaluationSink } from "../records/evaluation-sink.js";

/** A sink that keeps what it is given, for a test to look at: `records` holds them once the workspace is closed. */
export class CollectingSink implements EvaluationSink {
  /** All that was written, oldest first. */
  readonly records: EvaluationRecord[] = [];

  /** Keeps the records. */
  write(records: readonly EvaluationRecord[]): void {
    this.records.push(...records);
  }
}
