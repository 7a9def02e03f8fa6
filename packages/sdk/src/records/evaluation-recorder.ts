import type { AnswerRecorder } from "@rototo/core/queries";
import type { SinkStatistics } from "./evaluation-sink.js";
import { checkRecordOptions, DEFAULT_QUEUE_LIMIT, type RecordOptions } from "./record-options.js";
import { SinkQueue } from "./sink-queue.js";
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
  #closing: Promise<void> | undefined;

  /** @throws TypeError or RangeError that names the option which is wrong. */
  constructor(options: RecordOptions) {
    checkRecordOptions(options);
    this.#options = options;
    this.#queues = options.sinks.map((sink) => new SinkQueue(sink, options.queueLimit ?? DEFAULT_QUEUE_LIMIT));
  }

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
