import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { EvaluationRecord } from "@rototo/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EvaluationSink } from "./evaluation-sink.js";
import { SinkQueue } from "./sink-queue.js";
import { sampleRecord, sampleRecords } from "./testing/sample-record.js";

const never = new Promise<void>(() => undefined);
const now = Promise.resolve();

/** Settles each write when it is told to. */
class SteeredSink implements EvaluationSink {
  readonly batches: (readonly EvaluationRecord[])[] = [];
  closed = 0;
  settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  write(records: readonly EvaluationRecord[]): Promise<void> {
    if (this.settle !== undefined) throw new Error("the last write has not settled");
    this.batches.push(records);
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  close(): void {
    this.closed++;
  }

  /** Ends the write in progress, if there is one, and lets the next one begin. */
  async finish(outcome: "written" | "failed"): Promise<void> {
    const settle = this.settle;
    this.settle = undefined;
    if (outcome === "written") settle?.resolve();
    else settle?.reject(new Error("no space"));
    await nextTurn();
    await nextTurn();
  }
}

function offerAll(queue: SinkQueue, count: number): void {
  for (const record of sampleRecords(count)) queue.offer(record);
}

function total(queue: SinkQueue): number {
  const { written, dropped, failed, queued } = queue.statistics();
  return written + dropped + failed + queued;
}

describe("SinkQueue", () => {
  it("writes what it took, in order, after the call that brought it", async () => {
    const written: EvaluationRecord[] = [];
    const queue = new SinkQueue({ write: (records) => void written.push(...records) }, 10_000);
    const records = sampleRecords(1000);
    records.forEach((record) => queue.offer(record));
    expect(written).toEqual([]);
    await queue.drained();
    expect(written).toEqual(records);
    expect(queue.statistics()).toEqual({ written: 1000, dropped: 0, failed: 0, queued: 0, observeFailed: 0 });
  });

  it("gives the event loop a turn between two batches", async () => {
    const turnsSeen: number[] = [];
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns++;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const queue = new SinkQueue({ write: () => void turnsSeen.push(turns) }, 10_000);
    offerAll(queue, 10_000);
    await queue.drained();
    counting = false;
    expect(turnsSeen.length).toBeGreaterThan(10);
    expect(new Set(turnsSeen).size).toBe(turnsSeen.length);
  });

  it("writes one batch at a time, and keeps no more than its limit", async () => {
    const sink = new SteeredSink();
    const queue = new SinkQueue(sink, 300);
    offerAll(queue, 300);
    await nextTurn();
    offerAll(queue, 500);
    expect(queue.statistics()).toMatchObject({ written: 0, dropped: 500, queued: 300 });
    await sink.finish("written");
    const [first = [], second = []] = sink.batches;
    expect(queue.statistics()).toMatchObject({ written: first.length, queued: second.length });
    await sink.finish("written");
    expect(queue.statistics()).toMatchObject({ written: 300, dropped: 500, queued: 0 });
  });

  it("drops the newest", async () => {
    const sink = new SteeredSink();
    const queue = new SinkQueue(sink, 2);
    offerAll(queue, 4);
    await nextTurn();
    expect(sink.batches.flat().map(({ subject }) => subject.id)).toEqual(["0", "1"]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no space");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no space"))],
  ])("counts the records of a write that %s as failed, and tries the next batch", async (_, fail) => {
    let healthy = false;
    const queue = new SinkQueue({ write: () => (healthy ? undefined : fail()) }, 10);
    offerAll(queue, 3);
    await queue.drained();
    expect(queue.statistics()).toEqual({
      written: 0,
      dropped: 0,
      failed: 3,
      queued: 0,
      observeFailed: 0,
      lastError: new Error("no space"),
    });
    healthy = true;
    offerAll(queue, 2);
    await queue.drained();
    expect(queue.statistics()).toMatchObject({ written: 2, failed: 3 });
  });

  it("shows each record to the sink at once, whatever that throws", async () => {
    const seen: string[] = [];
    const queue = new SinkQueue(
      {
        observe({ subject }) {
          seen.push(subject.id);
          if (subject.id === "bad") throw new Error("no span");
        },
        write: () => undefined,
      },
      10,
    );
    queue.offer(sampleRecord("good"));
    queue.offer(sampleRecord("bad"));
    expect(seen).toEqual(["good", "bad"]);
    await queue.drained();
    expect(queue.statistics()).toMatchObject({ written: 2, observeFailed: 1, lastError: new Error("no span") });
  });

  it("writes outside the asynchronous context of the caller", async () => {
    const request = new AsyncLocalStorage<string>();
    const contexts: (string | undefined)[] = [];
    const queue = new SinkQueue({ write: () => void contexts.push(request.getStore()) }, 10);
    request.run("request 1", () => queue.offer(sampleRecord(1)));
    await queue.drained();
    expect(contexts).toEqual([undefined]);
  });

  it("has drained when all is settled that it held when it was asked", async () => {
    const sink = new SteeredSink();
    const queue = new SinkQueue(sink, 10);
    offerAll(queue, 1);
    const drained = queue.drained();
    await nextTurn();
    offerAll(queue, 1);
    await sink.finish("failed");
    await drained;
    expect(queue.statistics()).toMatchObject({ failed: 1, queued: 1 });
  });

  it("closes the sink after the last write, and takes nothing more", async () => {
    const sink = new SteeredSink();
    const queue = new SinkQueue(sink, 10);
    offerAll(queue, 2);
    await nextTurn();
    const closing = queue.close(never);
    offerAll(queue, 3);
    expect(sink.closed).toBe(0);
    await sink.finish("written");
    await closing;
    expect(sink.closed).toBe(1);
    expect(queue.statistics()).toMatchObject({ written: 2, dropped: 3, failed: 0, queued: 0 });
  });

  it("gives up at the deadline on a sink that does not settle, and counts what it held", async () => {
    const sink = new SteeredSink();
    const queue = new SinkQueue(sink, 1000);
    offerAll(queue, 1000);
    await nextTurn();
    const [batch = []] = sink.batches;
    await queue.close(now);
    const final = { written: 0, failed: batch.length, dropped: 1000 - batch.length, queued: 0 };
    expect(queue.statistics()).toMatchObject(final);
    expect(sink.closed).toBe(1);
    await sink.finish("written");
    expect(queue.statistics()).toMatchObject(final);
    expect(sink.batches).toHaveLength(1);
  });

  it("closes by the deadline when closing the sink does not end, or fails", async () => {
    const stuck = new SinkQueue({ write: () => undefined, close: () => never }, 10);
    await stuck.close(nextTurn());
    const failing = new SinkQueue({ write: () => undefined, close: () => Promise.reject(new Error("busy")) }, 10);
    await failing.close(never);
    expect(failing.statistics().lastError).toEqual(new Error("busy"));
  });

  it("counts every record exactly once, whatever the sink does", async () => {
    const step = fc.oneof(
      fc.record({ offer: fc.integer({ min: 1, max: 600 }) }),
      fc.record({ finish: fc.constantFrom("written" as const, "failed" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.integer({ min: 1, max: 700 }), async (steps, limit) => {
        const sink = new SteeredSink();
        const queue = new SinkQueue(sink, limit);
        const outcomes = { written: 0, failed: 0 };
        let offered = 0;
        for (const each of steps) {
          if ("offer" in each) {
            offerAll(queue, each.offer);
            offered += each.offer;
            await nextTurn();
          } else {
            if (sink.settle !== undefined) outcomes[each.finish] += sink.batches.at(-1)?.length ?? 0;
            await sink.finish(each.finish);
          }
          expect(queue.statistics()).toMatchObject(outcomes);
          expect(queue.statistics().queued).toBeLessThanOrEqual(limit);
          expect(total(queue)).toBe(offered);
        }
        await queue.close(now);
        expect(queue.statistics().queued).toBe(0);
        expect(queue.statistics().written).toBe(outcomes.written);
        expect(total(queue)).toBe(offered);
      }),
      { numRuns: 50 },
    );
  });
});
