import type { EvaluationRecord } from "@rototo/core";
import type { EvaluationSink } from "../records/evaluation-sink.js";

/** A sink that keeps what it is given, for a test to look at: `records` holds them once the workspace is closed. */
export class CollectingSink implements EvaluationSink {
  readonly records: EvaluationRecord[] = [];

  write(records: readonly EvaluationRecord[]): void {
    this.records.push(...records);
  }
}
