import { RototoError } from "@rototo/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { PERIOD_MS, startLoop } from "./testing/start-loop.js";
import { versionOf } from "./testing/versions.js";

const template = await versionOf(1);
const version = (number: number): WorkspaceVersion => ({ ...template, fingerprint: `git:${number}` });
const outage = new RototoError("source-unavailable", "the source is away");
const DAY_MS = 86_400_000;

describe("a long run", () => {
  it("of 24 hours with failures leaves one timer and a state of the same size", async () => {
    const { loop, clock, source, served, events } = startLoop(version(0), { maxStalenessMs: 600_000 });
    const keys = Object.keys(loop.status());
    let number = 0;
    // Each hour: a new version, an outage of 20 minutes, a version that is refused, recovery.
    for (let hour = 0; hour < 24; hour += 1) {
      source.held = version((number += 1));
      await clock.advance(DAY_MS / 24 / 3);
      source.held = outage;
      await clock.advance(DAY_MS / 24 / 3);
      source.held = new RototoError("workspace-invalid", "an invalid push");
      await clock.advance(DAY_MS / 24 / 6);
      source.held = version(number);
      await clock.advance(DAY_MS / 24 / 6);
      // The next attempt, and the watch for staleness.
      expect(clock.scheduled).toBe(2);
    }
    expect(served).toEqual(Array.from({ length: 24 }, (_, hour) => `git:${hour + 1}`));
    expect(events.filter((name) => name === "stale")).toHaveLength(24);
    expect(events.filter((name) => name === "recovered")).toHaveLength(24);
    expect(Object.keys(loop.status())).toEqual(keys);
    expect(loop.status()).toMatchObject({ stale: false, consecutiveFailures: 0, refreshing: false });
    expect(source.mostAtOnce).toBe(1);
    await loop.close();
    expect(clock.scheduled).toBe(0);
  });

  it("of thousands of refreshes serves each version once, in order", async () => {
    const { loop, clock, source, served } = startLoop(version(0), { periodMs: 1_000 });
    for (let number = 1; number <= 5_000; number += 1) {
      source.held = version(number);
      await clock.advance(1_000);
      if (served.length !== number) throw new Error(`version ${number} is not served`);
    }
    expect(served.at(-1)).toBe("git:5000");
    expect(loop.status()).toMatchObject({ currentFingerprint: "git:5000", consecutiveFailures: 0 });
    expect(clock.scheduled).toBe(1);
  });
});

describe("whatever the source does", () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constant("holds" as const), number: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ kind: fc.constant("fails" as const) }),
    fc.record({ kind: fc.constant("time" as const), ms: fc.integer({ min: 0, max: PERIOD_MS * 2 }) }),
    fc.record({ kind: fc.constant("refreshNow" as const) }),
  );

  it("serves only what the source held, and the status and the events tell what happened", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        const { loop, clock, source, served, events } = startLoop(version(0), { maxStalenessMs: PERIOD_MS * 3 });
        let held: number | undefined = 0;
        const everHeld = new Set(["git:0"]);
        for (const happens of happenings) {
          if (happens.kind === "holds") {
            held = happens.number;
            source.held = version(held);
            everHeld.add(`git:${held}`);
          } else if (happens.kind === "fails") {
            held = undefined;
            source.held = outage;
          } else if (happens.kind === "time") {
            await clock.advance(happens.ms);
          } else {
            const before = loop.status().currentFingerprint;
            const outcome = await loop.refreshNow().catch((error: unknown) => error);
            if (held === undefined) expect(outcome).toBe(outage);
            else expect(outcome).toBe(before === `git:${held}` ? "unchanged" : "refreshed");
          }
          const status = loop.status();
          expect(status.currentFingerprint).toBe(served.at(-1) ?? "git:0");
          expect(everHeld).toContain(status.currentFingerprint);
          expect(status.stale).toBe(clock.now() - status.lastSuccess! > PERIOD_MS * 3);
          expect(status.refreshing).toBe(false);
        }
        const count = (...names: string[]) => events.filter((name) => names.includes(name)).length;
        expect(count("refreshed")).toBe(served.length);
        expect(count("refreshed", "unchanged", "failed")).toBe(source.attempts);
        expect(count("stale") - count("recovered")).toBeLessThanOrEqual(1);
        await loop.close();
        expect(clock.scheduled).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
