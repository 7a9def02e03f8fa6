import { RototoError } from "@rototo/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstState, nextState, statusOf, type RefreshStep } from "./refresh-state.js";

const START = 1_000_000;
const error = new RototoError("source-unavailable", "it is away");
const version = { fingerprint: "git:1", immutable: false };
const fromSource = { version, origin: "source", lastError: undefined, diskCopyError: undefined } as const;
const fromDisk = { ...fromSource, origin: "disk", lastError: error } as const;

const at = fc.integer({ min: START, max: START + 1_000_000 });
const step: fc.Arbitrary<RefreshStep> = fc.oneof(
  fc.record({ kind: fc.constant("attempt-started" as const), at }),
  fc.record({ kind: fc.constant("attempt-abandoned" as const) }),
  fc.record({ kind: fc.constant("refreshed" as const), at, fingerprint: fc.string(), immutable: fc.boolean() }),
  fc.record({ kind: fc.constant("unchanged" as const), at, immutable: fc.boolean() }),
  fc.record({ kind: fc.constant("failed" as const), error: fc.constant(error) }),
  fc.record({ kind: fc.constant("disk-copy" as const), error: fc.constantFrom(undefined, new Error("full")) }),
);

describe("nextState", () => {
  it("keeps its promises through any steps", () => {
    fc.assert(
      fc.property(fc.constantFrom(fromSource, fromDisk), fc.array(step), (first, steps) => {
        let state = firstState(first, START);
        for (const next of steps) {
          const before = { ...state };
          const after = nextState(state, next);
          expect(state).toEqual(before);
          expect(Object.isFrozen(after)).toBe(true);
          expect(Object.keys(after)).toEqual(Object.keys(before));
          expect(after.lastError === undefined).toBe(after.consecutiveFailures === 0);
          if (after.origin !== "source") expect(after.lastSuccess).toBeUndefined();
          // Only another version, accepted, changes what is served.
          if (next.kind !== "refreshed") expect(after.currentFingerprint).toBe(before.currentFingerprint);
          expect(after.refreshing).toBe(
            next.kind === "attempt-started" || (next.kind === "disk-copy" && before.refreshing),
          );
          state = after;
        }
      }),
    );
  });

  it("counts failures until a success", () => {
    let state = firstState(fromSource, START);
    for (let count = 1; count <= 3; count += 1) {
      state = nextState(state, { kind: "attempt-started", at: START + count });
      state = nextState(state, { kind: "failed", error });
      expect(state).toMatchObject({ consecutiveFailures: count, lastError: error, lastAttempt: START + count });
    }
    expect(state.lastSuccess).toBe(START);
    state = nextState(state, { kind: "unchanged", at: START + 9, immutable: false });
    expect(state).toMatchObject({ consecutiveFailures: 0, lastError: undefined, lastSuccess: START + 9 });
  });

  it("begins on disk with a failure and without a success, until the source confirms the version", () => {
    const state = firstState(fromDisk, START);
    expect(state).toMatchObject({ origin: "disk", lastSuccess: undefined, consecutiveFailures: 1, lastError: error });
    const confirmed = nextState(state, { kind: "unchanged", at: START + 5, immutable: false });
    expect(confirmed).toMatchObject({ origin: "source", lastSuccess: START + 5, currentFingerprint: "git:1" });
  });

  it("does not take a source for immutable because its stand-in is", () => {
    const immutable = { fingerprint: "git:1", immutable: true };
    expect(firstState({ ...fromSource, version: immutable }, START).immutable).toBe(true);
    expect(firstState({ ...fromDisk, version: immutable, origin: "fallback" }, START).immutable).toBe(false);
  });
});

describe("statusOf", () => {
  it("is stale when the last success is longer ago than it may be", () => {
    const state = firstState(fromSource, START);
    expect(statusOf(state, START + 100, 100).stale).toBe(false);
    expect(statusOf(state, START + 101, 100).stale).toBe(true);
    expect(statusOf(state, Number.MAX_SAFE_INTEGER, undefined).stale).toBe(false);
  });

  it("is stale from the beginning without the source, and never when nothing can change", () => {
    expect(statusOf(firstState(fromDisk, START), START, 1e12).stale).toBe(true);
    expect(statusOf(firstState(fromDisk, START), START, undefined).stale).toBe(false);
    const immutable = firstState({ ...fromSource, version: { fingerprint: "git:1", immutable: true } }, START);
    expect(statusOf(immutable, Number.MAX_SAFE_INTEGER, 1).stale).toBe(false);
  });

  it("is a frozen value", () => {
    expect(Object.isFrozen(statusOf(firstState(fromSource, START), START, undefined))).toBe(true);
  });
});
