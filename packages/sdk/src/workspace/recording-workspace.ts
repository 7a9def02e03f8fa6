import { AnsweringWorkspace, type Serving, type WorkspaceDeclaration } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import type { SinkStatistics } from "../records/evaluation-sink.js";

/** A workspace that answers, and what becomes of the records of its answers. */
export abstract class RecordingWorkspace<D extends WorkspaceDeclaration> extends AnsweringWorkspace<D> {
  /** What records the answers; `undefined` when nothing does. */
  protected readonly recorder: EvaluationRecorder | undefined;

  protected constructor(serving: Serving, recorder: EvaluationRecorder | undefined) {
    super(serving);
    this.recorder = recorder;
  }

  /** What became of the records, by sink in the order of the options; empty without records. */
  recordStatistics(): readonly SinkStatistics[] {
    return this.recorder?.statistics() ?? [];
  }

  /**
   * Resolves when every record made so far is written, failed or dropped, or after two seconds. A loop that never waits
   * for anything else gives the sinks no turn: it calls this now and then, or its queues fill.
   */
  async flushRecords(): Promise<void> {
    await this.recorder?.flush();
  }
}
