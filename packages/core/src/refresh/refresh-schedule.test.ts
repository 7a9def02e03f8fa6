import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RototoError, type RototoErrorCode } from "../errors/rototo-error.js";
import { nextDelay } from "./refresh-schedule.js";

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const period = fc.double({ min: Number.MIN_VALUE, max: 1e12, noNaN: true });
const failures = fc.integer({ min: 1, max: 100_000 });
const after = (consecutiveFailures: number, code: RototoErrorCode = "source-unavailable") => ({
  consecutiveFailures,
  lastError: consecutiveFailures === 0 ? undefined : new RototoError(code, "it failed"),
});

describe("nextDelay", () => {
  it("takes up to a tenth off the period after a success, and never adds to it", () => {
    fc.assert(
      fc.property(period, draw, (periodMs, drawn) => {
        const delay = nextDelay(after(0), { periodMs, random: () => drawn });
        expect(delay).toBeLessThanOrEqual(periodMs);
        expect(delay).toBeGreaterThanOrEqual(periodMs * 0.9);
        expect(delay).toBeGreaterThan(0);
      }),
    );
  });

  it("stays between 5 s and 5 min after failures, whatever the period", () => {
    fc.assert(
      fc.property(failures, period, draw, (count, periodMs, drawn) => {
        const delay = nextDelay(after(count), { periodMs, random: () => drawn });
        expect(delay).toBeGreaterThanOrEqual(5_000);
        expect(delay).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it("is never longer than the period while the workspace has errors", () => {
    fc.assert(
      fc.property(failures, fc.integer({ min: 1, max: 1e9 }), draw, (count, periodMs, drawn) => {
        const delay = nextDelay(after(count, "workspace-invalid"), { periodMs, random: () => drawn });
        expect(delay).toBeLessThanOrEqual(periodMs);
        expect(delay).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it("has nothing to wait for without a period", () => {
    expect(nextDelay(after(0), { periodMs: undefined, random: () => 0 })).toBeUndefined();
    expect(nextDelay(after(3), { periodMs: undefined, random: () => 0 })).toBeUndefined();
  });
});
