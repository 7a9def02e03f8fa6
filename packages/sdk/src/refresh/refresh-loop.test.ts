import { getEventListeners } from "node:events";
import { RototoError } from "@rototo/core";
import { describe, expect, it } from "vitest";
import type { RefreshEvents } from "./refresh-events.js";
import { collectWarnings } from "./testing/collect-warnings.js";
import { PERIOD_MS, startLoop } from "./testing/start-loop.js";
import { SOURCE_NAME, versionOf } from "./testing/versions.js";

const one = await versionOf(1);
const two = await versionOf(2);
const pinned = await versionOf(3, { immutable: true });
const outage = new RototoError("source-unavailable", "the source is away");
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("periodic refresh", () => {
  it("serves what the source holds within one period, and says what changed", async () => {
    const { loop, clock, source, served, events } = startLoop(one);
    const refreshed: RefreshEvents["refreshed"][] = [];
    loop.on("refreshed", (event) => refreshed.push(event));
    await clock.advance(PERIOD_MS);
    expect(events).toEqual(["unchanged"]);
    source.held = two;
    await clock.advance(PERIOD_MS);
    expect(served).toEqual(["git:2"]);
    expect(events).toEqual(["unchanged", "refreshed"]);
    const none = { added: [], changed: [], removed: [] };
    expect(refreshed).toEqual([
      {
        previousFingerprint: "git:1",
        fingerprint: "git:2",
        changes: { variables: { ...none, changed: ["limit"] }, qualifiers: none, catalogs: none, workspace: false },
      },
    ]);
    expect(loop.status()).toEqual({
      currentFingerprint: "git:2",
      origin: "source",
      immutable: false,
      refreshing: false,
      lastSuccess: clock.now(),
      lastAttempt: clock.now(),
      consecutiveFailures: 0,
      lastError: undefined,
      diskCopyError: undefined,
      stale: false,
    });
  });

  it("keeps what it serves when the source fails, backs off, and recovers by itself", async () => {
    const { loop, clock, source, served, events } = startLoop(one);
    const failures: RefreshEvents["failed"][] = [];
    loop.on("failed", (event) => failures.push(event));
    const lastSuccess = clock.now();
    source.held = outage;
    await clock.advance(PERIOD_MS + 5_000 + 10_000);
    expect(failures).toEqual([
      { error: outage, consecutiveFailures: 1, nextAttemptMs: 5_000 },
      { error: outage, consecutiveFailures: 2, nextAttemptMs: 10_000 },
      { error: outage, consecutiveFailures: 3, nextAttemptMs: 20_000 },
    ]);
    expect(loop.status()).toMatchObject({
      currentFingerprint: "git:1",
      consecutiveFailures: 3,
      lastError: outage,
      lastAttempt: clock.now(),
      lastSuccess,
    });
    expect(served).toEqual([]);
    source.held = two;
    await clock.advance(20_000);
    expect(served).toEqual(["git:2"]);
    expect(events).toEqual(["failed", "failed", "failed", "refreshed", "recovered"]);
    expect(loop.status()).toMatchObject({ consecutiveFailures: 0, lastError: undefined, lastSuccess: clock.now() });
    source.attempts = 0;
    await clock.advance(PERIOD_MS);
    expect(source.attempts).toBe(1);
  });

  it("keeps what it serves when a version cannot be served", async () => {
    const broken = new Error("cannot be linked");
    const served: string[] = [];
    const { loop, clock, source, events } = startLoop(one, {
      makeReady: ({ fingerprint }) =>
        fingerprint === "git:2" ? Promise.reject(broken) : Promise.resolve(() => void served.push(fingerprint)),
    });
    source.held = two;
    await clock.advance(PERIOD_MS);
    expect(loop.status()).toMatchObject({ currentFingerprint: "git:1", consecutiveFailures: 1 });
    expect(loop.status().lastError).toMatchObject({ code: "source-unavailable", cause: broken });
    source.held = pinned;
    await clock.advance(5_000);
    expect(served).toEqual(["git:3"]);
    expect(events).toEqual(["failed", "refreshed", "recovered"]);
  });

  it("survives a loader that throws at once", async () => {
    const { loop, clock, source } = startLoop(one);
    source.ask = () => {
      throw new TypeError("a mistake in the loader");
    };
    await clock.advance(PERIOD_MS + 5_000);
    expect(loop.status()).toMatchObject({ consecutiveFailures: 2, refreshing: false });
    expect(loop.status().lastError?.message).toContain("a mistake in the loader");
  });

  it("is not disturbed by listeners that throw", async () => {
    const warnings = collectWarnings();
    const { loop, clock, source, served } = startLoop(one);
    loop.on("refreshed", () => {
      throw new Error("a mistake in a listener");
    });
    source.held = two;
    await clock.advance(PERIOD_MS);
    source.held = one;
    await clock.advance(PERIOD_MS);
    expect(served).toEqual(["git:2", "git:1"]);
    expect(loop.status().consecutiveFailures).toBe(0);
    expect(warnings.map(({ code }) => code)).toEqual(["ROTOTO_LISTENER_FAILED", "ROTOTO_LISTENER_FAILED"]);
  });
});

describe("an immutable source", () => {
  it("is never refreshed, and a period for it is warned about once", async () => {
    const warnings = collectWarnings();
    const { loop, clock, source } = startLoop(pinned, { maxStalenessMs: 1 });
    expect(clock.scheduled).toBe(0);
    expect(await loop.refreshNow()).toBe("immutable");
    await clock.advance(PERIOD_MS * 10);
    expect(source.attempts).toBe(0);
    expect(loop.status()).toMatchObject({ immutable: true, stale: false });
    expect(warnings.map(({ code }) => code)).toEqual(["ROTOTO_IMMUTABLE_SOURCE"]);
    expect(warnings[0]?.message).toContain(SOURCE_NAME);
  });

  it("is not warned about without a period", async () => {
    const warnings = collectWarnings();
    startLoop(pinned, { periodMs: undefined });
    await settled();
    expect(warnings).toEqual([]);
  });

  it("replaces a fallback, also one of the same fingerprint", async () => {
    const first = { version: two, origin: "fallback", lastError: outage, diskCopyError: undefined } as const;
    const { loop, clock, source, served } = startLoop(two, { first });
    source.held = { ...pinned, fingerprint: two.fingerprint };
    await clock.advance(5_000);
    expect(served).toEqual(["git:2"]);
    expect(loop.status()).toMatchObject({ origin: "source", immutable: true });
  });

  it("is asked until it answers when the start was without it", async () => {
    const warnings = collectWarnings();
    const first = { version: one, origin: "disk", lastError: outage, diskCopyError: undefined } as const;
    const { loop, clock, source, served, events } = startLoop(one, { first });
    source.held = outage;
    await clock.advance(5_000);
    expect(loop.status()).toMatchObject({ origin: "disk", consecutiveFailures: 2, immutable: false });
    source.held = { ...one, immutable: true };
    await clock.advance(10_000);
    expect(loop.status()).toMatchObject({ origin: "source", consecutiveFailures: 0, immutable: true });
    expect(served).toEqual([]);
    expect(events).toEqual(["failed", "unchanged", "recovered"]);
    expect(clock.scheduled).toBe(0);
    expect(warnings.map(({ code }) => code)).toEqual(["ROTOTO_IMMUTABLE_SOURCE"]);
  });
});

describe("refreshNow", () => {
  it("says what it came to, and needs no period", async () => {
    const { loop, clock, source } = startLoop(one, { periodMs: undefined });
    expect(clock.scheduled).toBe(0);
    expect(await loop.refreshNow()).toBe("unchanged");
    source.held = two;
    expect(await loop.refreshNow()).toBe("refreshed");
    source.held = outage;
    await expect(loop.refreshNow()).rejects.toBe(outage);
    expect(loop.status()).toMatchObject({ currentFingerprint: "git:2", consecutiveFailures: 1 });
    source.held = { ...two, immutable: true };
    expect(await loop.refreshNow()).toBe("immutable");
    expect(clock.scheduled).toBe(0);
  });

  it("makes another attempt after one that began before the call, for all who called meanwhile", async () => {
    const { loop, clock, source, served } = startLoop(one);
    const goOn = source.pause();
    const early = loop.refreshNow();
    const late = [loop.refreshNow(), loop.refreshNow()];
    await clock.advance(PERIOD_MS * 3);
    late.push(loop.refreshNow());
    expect(loop.status().refreshing).toBe(true);
    expect(source.attempts).toBe(1);
    goOn();
    expect(await early).toBe("unchanged");
    source.held = two;
    expect(await Promise.all(late)).toEqual(["refreshed", "refreshed", "refreshed"]);
    expect(source).toMatchObject({ attempts: 2, mostAtOnce: 1 });
    expect(served).toEqual(["git:2"]);
    expect(loop.status().refreshing).toBe(false);
  });

  it("ends with the loop also for those who wait for the attempt after the one under way", async () => {
    const { loop, source } = startLoop(one);
    const goOn = source.pause();
    const refused = [loop.refreshNow(), loop.refreshNow()].map((outcome) =>
      expect(outcome).rejects.toMatchObject({ name: "AbortError" }),
    );
    const closed = loop.close();
    await Promise.all(refused);
    goOn();
    await closed;
    expect(source.attempts).toBe(1);
  });

  it("begins the period anew", async () => {
    const { loop, clock, source } = startLoop(one);
    await clock.advance(PERIOD_MS - 1);
    await loop.refreshNow();
    await clock.advance(PERIOD_MS - 1);
    expect(source.attempts).toBe(1);
    await clock.advance(1);
    expect(source.attempts).toBe(2);
  });

  it("may be called by a listener", async () => {
    const { loop, source } = startLoop(one, { periodMs: undefined });
    const outcomes: string[] = [];
    const stop = loop.on("refreshed", async () => {
      stop();
      expect(loop.status()).toMatchObject({ currentFingerprint: "git:2", refreshing: false });
      outcomes.push(await loop.refreshNow());
    });
    source.held = two;
    await loop.refreshNow();
    await settled();
    expect(outcomes).toEqual(["unchanged"]);
  });
});

describe("staleness", () => {
  it("is told once, when it begins, and is over with a success", async () => {
    const { loop, clock, source, events } = startLoop(one, { periodMs: undefined, maxStalenessMs: 100_000 });
    const stale: RefreshEvents["stale"][] = [];
    loop.on("stale", (event) => stale.push(event));
    const lastSuccess = clock.now();
    await clock.advance(100_000);
    expect(events).toEqual([]);
    expect(loop.status().stale).toBe(false);
    await clock.advance(1);
    expect(stale).toEqual([{ lastSuccess }]);
    expect(loop.status().stale).toBe(true);
    source.held = outage;
    await expect(loop.refreshNow()).rejects.toBe(outage);
    await clock.advance(1_000_000);
    source.held = one;
    await loop.refreshNow();
    expect(events).toEqual(["stale", "failed", "unchanged", "recovered"]);
    expect(loop.status().stale).toBe(false);
    await clock.advance(100_001);
    expect(stale).toHaveLength(2);
  });

  it("never comes while refreshing succeeds", async () => {
    const { clock, events } = startLoop(one, { maxStalenessMs: PERIOD_MS });
    await clock.advance(PERIOD_MS * 100);
    expect(new Set(events)).toEqual(new Set(["unchanged"]));
  });

  it("is there, and told, from a start without the source", async () => {
    const first = { version: one, origin: "fallback", lastError: outage, diskCopyError: undefined } as const;
    const { loop, clock, events } = startLoop(one, { first, maxStalenessMs: 1_000_000 });
    expect(loop.status()).toMatchObject({ stale: true, origin: "fallback", lastError: outage });
    await clock.advance(0);
    expect(events).toEqual(["stale"]);
    await clock.advance(5_000);
    expect(events).toEqual(["stale", "refreshed", "recovered"]);
    expect(loop.status()).toMatchObject({ stale: false, origin: "source" });
  });

  it("is noticed at an attempt when its own timer has not run", async () => {
    const { loop, clock, events } = startLoop(one, { periodMs: undefined, maxStalenessMs: 1_000 });
    // As after the machine has slept: the time is another, no timer has run.
    const now = clock.now() + 5_000;
    clock.now = () => now;
    await loop.refreshNow();
    expect(events).toEqual(["stale", "unchanged", "recovered"]);
  });
});

describe("close", () => {
  it("aborts an attempt, serves nothing of it, and is done", async () => {
    const { loop, clock, source, served, events } = startLoop(one, { maxStalenessMs: 1_000_000 });
    const goOn = source.pause();
    source.held = two;
    const outcome = loop.refreshNow();
    await settled();
    const closing = loop.close();
    expect(source.signals[0]?.aborted).toBe(true);
    // Before the source lets go.
    await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
    goOn();
    await closing;
    expect(source.closed).toBe(true);
    expect(clock.scheduled).toBe(0);
    await clock.advance(PERIOD_MS * 10);
    expect({ served, events, attempts: source.attempts }).toEqual({ served: [], events: [], attempts: 1 });
    expect(loop.status()).toMatchObject({ refreshing: false, consecutiveFailures: 0, currentFingerprint: "git:1" });
  });

  it("does not wait for a source that does not let go", async () => {
    const { loop, clock, source, served } = startLoop(one);
    source.ask = () => new Promise(() => undefined);
    const outcome = loop.refreshNow();
    const closing = loop.close();
    await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
    await clock.advance(5_000);
    await closing;
    expect(served).toEqual([]);
    expect(clock.scheduled).toBe(0);
  });

  it("takes no answer that comes in the same instant", async () => {
    const { loop, source, served } = startLoop(one);
    source.ask = () => Promise.resolve(two);
    const outcome = loop.refreshNow();
    const closing = loop.close();
    await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
    await closing;
    expect(served).toEqual([]);
  });

  it("is final, and can be repeated", async () => {
    const { loop } = startLoop(one);
    expect(loop.close()).toBe(loop.close());
    await loop.close();
    await expect(loop.refreshNow()).rejects.toThrow("the workspace is closed: it is not refreshed any more");
    expect(loop.status().currentFingerprint).toBe("git:1");
  });

  it("may be called by a listener", async () => {
    const { loop, clock, source, events } = startLoop(one, { maxStalenessMs: 1_000_000 });
    loop.on("failed", () => loop.close());
    source.held = outage;
    await clock.advance(PERIOD_MS * 10);
    expect(events).toEqual(["failed"]);
    expect(clock.scheduled).toBe(0);
  });

  it("follows from a signal", async () => {
    const controller = new AbortController();
    const { loop, clock, source } = startLoop(one, { signal: controller.signal });
    controller.abort();
    await loop.close();
    expect({ closed: source.closed, scheduled: clock.scheduled }).toEqual({ closed: true, scheduled: 0 });
    const late = startLoop(one, { signal: controller.signal });
    await late.loop.close();
    expect({ closed: late.source.closed, scheduled: late.clock.scheduled }).toEqual({ closed: true, scheduled: 0 });
  });

  it("leaves nothing on the signal", async () => {
    const { signal } = new AbortController();
    const { loop } = startLoop(one, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await loop.close();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});
