import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOff } from "./back-off.js";

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.integer({ min: 1, max: 100_000 });

describe("the pause after failures", () => {
  it("stays between 5 s and 5 min, and never gets shorter with another failure", () => {
    fc.assert(
      fc.property(failures, draw, (count, drawn) => {
        const pause = backOff(count, drawn);
        expect(pause).toBeGreaterThanOrEqual(5_000);
        expect(pause).toBeLessThanOrEqual(300_000);
        expect(backOff(count + 1, drawn)).toBeGreaterThanOrEqual(pause);
      }),
    );
  });

  it("is never longer than the caller allows", () => {
    fc.assert(
      fc.property(failures, draw, fc.integer({ min: 1, max: 1_000_000 }), (count, drawn, longest) => {
        const pause = backOff(count, drawn, longest);
        expect(pause).toBeGreaterThan(0);
        expect(pause).toBeLessThanOrEqual(Math.min(longest, 300_000));
      }),
    );
  });

  it("doubles until it is at the limit", () => {
    const shortest = [1, 2, 3, 4, 5, 6, 7].map((count) => backOff(count, 0));
    expect(shortest).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 150_000, 150_000]);
  });
});
