import { AsyncResource } from "node:async_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { EvaluationRecord } from "@rototo/core";
import type { EvaluationSink, SinkStatistics } from "./evaluation-sink.js";
import { isPromiseLike } from "./is-promise-like.js";

/** Small enough that one batch is written within a few ms, large enough to be worth a system call. */
const LARGEST_BATCH = 256;

/**
 * The records that wait for one sink. When it is full the newest are dropped: that costs
 * nothing, and what is kept is without gaps up to the moment when the sink fell behind.
 */
export class SinkQueue {
  readonly #sink: EvaluationSink;
  readonly #limit: number;
  #batches: EvaluationRecord[][] = [];
  #inFlight = 0;
  #queued = 0;
  #written = 0;
  #dropped = 0;
  #failed = 0;
  #observeFailed = 0;
  #lastError: unknown;
  #accepts = true;
  #abandoned = false;
  #writing = false;
  #waiters: { readonly settled: number; readonly resolve: () => void }[] = [];
  /** Bound here, so that a write does not run in the asynchronous context, and the trace, of some request. */
  readonly #startWriting = AsyncResource.bind(() => void this.#writeBatches());

  /** @param limit The most records that wait or are being written. */
  constructor(sink: EvaluationSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
  }

  /** Takes the record, or counts it as dropped. Never throws. */
  offer(record: EvaluationRecord): void {
    this.#observe(record);
    if (!this.#accepts || this.#queued >= this.#limit) {
      this.#dropped++;
      return;
    }
    this.#queued++;
    const last = this.#batches.at(-1);
    if (last === undefined || last.length === LARGEST_BATCH) this.#batches.push([record]);
    else last.push(record);
    if (this.#writing) return;
    this.#writing = true;
    setImmediate(this.#startWriting);
  }

  /** Counts a record that could not be made. */
  fail(error: unknown): void {
    this.#failed++;
    this.#lastError = error;
  }

  /** Resolves when everything taken so far has been written, has failed or was given up. */
  async drained(): Promise<void> {
    if (this.#queued === 0) return;
    const settled = this.#settled + this.#queued;
    await new Promise<void>((resolve) => this.#waiters.push({ settled, resolve }));
  }

  /** Closes the sink once the queue is empty or `deadline` has come; what is left then is given up. */
  async close(deadline: Promise<void>): Promise<void> {
    this.#accepts = false;
    await Promise.race([this.drained(), deadline]);
    this.#giveUp();
    await Promise.race([this.#closeSink(), deadline]);
  }

  statistics(): SinkStatistics {
    return {
      written: this.#written,
      dropped: this.#dropped,
      failed: this.#failed,
      queued: this.#queued,
      observeFailed: this.#observeFailed,
      ...(this.#lastError !== undefined && { lastError: this.#lastError }),
    };
  }

  #observe(record: EvaluationRecord): void {
    if (this.#sink.observe === undefined) return;
    const countFailed = (error: unknown): void => {
      this.#observeFailed++;
      this.#lastError = error;
    };
    try {
      const observed = this.#sink.observe(record);
      // It is to be quick, but one that is asynchronous all the same must not end the process when it rejects.
      if (isPromiseLike(observed)) observed.then(undefined, countFailed);
    } catch (error) {
      countFailed(error);
    }
  }

  async #writeBatches(): Promise<void> {
    for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) {
      this.#inFlight = batch.length;
      try {
        await this.#sink.write(batch);
        this.#settle(batch.length, undefined);
      } catch (error) {
        this.#settle(batch.length, { error });
      }
      await nextTurn();
    }
    this.#writing = false;
  }

  #settle(count: number, failure: { readonly error: unknown } | undefined): void {
    // Already counted: the deadline of closing came first.
    if (this.#abandoned) return;
    this.#inFlight = 0;
    this.#queued -= count;
    if (failure === undefined) {
      this.#written += count;
    } else {
      this.#failed += count;
      this.#lastError = failure.error;
    }
    this.#wake();
  }

  #giveUp(): void {
    this.#abandoned = true;
    this.#batches = [];
    this.#failed += this.#inFlight;
    this.#dropped += this.#queued - this.#inFlight;
    this.#queued = 0;
    this.#waiters.forEach(({ resolve }) => resolve());
    this.#waiters = [];
  }

  async #closeSink(): Promise<void> {
    try {
      await this.#sink.close?.();
    } catch (error) {
      this.#lastError = error;
    }
  }

  /** Records settle in the order in which they came. */
  get #settled(): number {
    return this.#written + this.#failed;
  }

  #wake(): void {
    const settled = this.#settled;
    this.#waiters = this.#waiters.filter((waiter) => {
      if (waiter.settled > settled) return true;
      waiter.resolve();
      return false;
    });
  }
}
