import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RototoError } from "../errors/rototo-error.js";
import { nextProgress, NO_PROGRESS, type ProgressStep, type RefreshProgress } from "./refresh-progress.js";

const error = new RototoError("source-unavailable", "it is away");
const at = fc.integer({ min: 1_000_000, max: 2_000_000 });
const step: fc.Arbitrary<ProgressStep> = fc.oneof(
  fc.record({ kind: fc.constant("attempt-started" as const), at }),
  fc.record({ kind: fc.constant("refreshed" as const), at, fingerprint: fc.string() }),
  fc.record({ kind: fc.constant("unchanged" as const), at }),
  fc.record({ kind: fc.constant("failed" as const), error: fc.constant(error) }),
);

describe("nextProgress", () => {
  it("keeps its promises through any steps, also of what extends it", () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let progress: RefreshProgress & { readonly mine: number } = { ...NO_PROGRESS, mine: 0 };
        for (const [index, next] of steps.entries()) {
          const before = { ...progress };
          const after = nextProgress(progress, next, index % 2 === 0 ? { mine: index } : undefined);
          expect(progress).toEqual(before);
          expect(Object.isFrozen(after)).toBe(true);
          expect(Object.keys(after)).toEqual(Object.keys(before));
          expect(after.mine).toBe(index % 2 === 0 ? index : before.mine);
          expect(after.lastError === undefined).toBe(after.consecutiveFailures === 0);
          expect(after.lastSuccess === undefined).toBe(after.origin === undefined);
          if (next.kind === "failed" || next.kind === "attempt-started") {
            expect([after.currentFingerprint, after.origin, after.lastSuccess]).toEqual([
              before.currentFingerprint,
              before.origin,
              before.lastSuccess,
            ]);
          }
          progress = after;
        }
      }),
    );
  });

  it("counts failures until a success", () => {
    const failed = [1, 2, 3].reduce<RefreshProgress>(
      (progress) => nextProgress(progress, { kind: "failed", error }),
      NO_PROGRESS,
    );
    expect(failed).toMatchObject({ consecutiveFailures: 3, lastError: error, lastSuccess: undefined });
    expect(nextProgress(failed, { kind: "unchanged", at: 7 })).toMatchObject({
      consecutiveFailures: 0,
      lastError: undefined,
      lastSuccess: 7,
    });
  });
});
