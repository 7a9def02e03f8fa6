import type { CompiledWorkspace } from "@rototo/core";
import type { AnswerRecorder } from "@rototo/core/queries";
import type { SinkStatistics } from "./evaluation-sink.js";
import { emitWarning } from "../emit-warning.js";
import { DEFAULT_QUEUE_LIMIT, readRecordOptions, type RecordOptions } from "./record-options.js";
import { SinkQueue } from "./sink-queue.js";
import { findUnknownNames, type UnknownName } from "./unknown-names.js";
import { createVersionRecorder, type RecordedVersion } from "./create-version-recorder.js";

const DEFAULT_DEADLINE_MS = 2000;

/**
 * Makes the records of one workspace, across its versions, and brings them to the sinks. Records
 * leave their queues in later turns of the event loop, which keeps the process alive only until
 * they are written; a process that ends otherwise first calls {@link close}.
 */
export class EvaluationRecorder {
  readonly #options: RecordOptions;
  readonly #queues: readonly SinkQueue[];
  /** What was warned of once is not again. */
  readonly #warned = new Set<UnknownName>();
  #closing: Promise<void> | undefined;

  /** @throws TypeError or RangeError that names the option which is wrong. */
  constructor(given: RecordOptions) {
    const options = readRecordOptions(given);
    this.#options = options;
    this.#queues = options.sinks.map((sink) => new SinkQueue(sink, options.queueLimit ?? DEFAULT_QUEUE_LIMIT));
  }

  /**
   * Says what the options name and `compiled` does not have.
   *
   * @throws RangeError unless `lenient`: then it is a process warning (`ROTOTO_RECORD_OPTIONS`).
   */
  checkNames(compiled: CompiledWorkspace, lenient = false): void {
    for (const unknown of findUnknownNames(this.#options, compiled)) {
      if (!lenient) throw new RangeError(unknown);
      if (!this.#warned.has(unknown)) emitWarning("ROTOTO_RECORD_OPTIONS", unknown);
      this.#warned.add(unknown);
    }
  }

  /** Records the answers of one version. */
  forVersion(version: RecordedVersion): AnswerRecorder {
    return createVersionRecorder(version, this.#options, this.#queues);
  }

  /** In the order of the sinks. */
  statistics(): readonly SinkStatistics[] {
    return this.#queues.map((queue) => queue.statistics());
  }

  /** Resolves when every record made so far is written, failed or dropped, or at the deadline. */
  async flush(deadlineMs = DEFAULT_DEADLINE_MS): Promise<void> {
    await beforeDeadline(deadlineMs, async (deadline) => {
      await Promise.race([Promise.all(this.#queues.map((queue) => queue.drained())), deadline]);
    });
  }

  /**
   * Takes no more records, writes what is queued and closes the sinks. What is not written at the
   * deadline is dropped. Never rejects; a second call waits for the first.
   */
  async close(deadlineMs = DEFAULT_DEADLINE_MS): Promise<void> {
    this.#closing ??= beforeDeadline(deadlineMs, async (deadline) => {
      await Promise.all(this.#queues.map((queue) => queue.close(deadline)));
    });
    await this.#closing;
  }
}

/** Here the process does wait for the timer: it would end without the code after `await close()` otherwise. */
async function beforeDeadline(deadlineMs: number, task: (deadline: Promise<void>) => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadlineMs);
  });
  await task(deadline);
  clearTimeout(timer);
}
