import { NO_PROGRESS } from "@rototo/core/refresh";
import { RototoError } from "@rototo/core/resolve";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextState, type RefreshState, type RefreshStep } from "./refresh-state.js";

const error = new RototoError("source-unavailable", "it is away");
const at = fc.integer({ min: 1_000_000, max: 2_000_000 });
const step: fc.Arbitrary<RefreshStep> = fc.oneof(
  fc.record({ kind: fc.constant("attempt-started" as const), at }),
  fc.record({ kind: fc.constant("refreshed" as const), at, fingerprint: fc.string() }),
  fc.record({ kind: fc.constant("unchanged" as const), at }),
  fc.record({ kind: fc.constant("failed" as const), error: fc.constant(error) }),
  fc.record({ kind: fc.constant("fallen-back" as const), fingerprint: fc.option(fc.string(), { nil: undefined }) }),
);

describe("nextState", () => {
  it("keeps its promises through any steps", () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let state: RefreshState = NO_PROGRESS;
        for (const next of steps) {
          const before = { ...state };
          const after = nextState(state, next);
          expect(state).toEqual(before);
          expect(Object.isFrozen(after)).toBe(true);
          expect(after.lastError === undefined).toBe(after.consecutiveFailures === 0);
          // Neither a failure nor its beginning changes what answers.
          if (next.kind === "failed" || next.kind === "attempt-started") {
            expect([after.currentFingerprint, after.origin, after.lastSuccess]).toEqual([
              before.currentFingerprint,
              before.origin,
              before.lastSuccess,
            ]);
          }
          state = after;
        }
      }),
    );
  });
});
