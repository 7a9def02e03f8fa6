import { expect, it } from "vitest";
import { msUntilStale } from "./staleness.js";

it("is less than zero from one instant on, and of what never succeeded", () => {
  expect(msUntilStale(100, 100)).toBe(0);
  expect(msUntilStale(101, 100)).toBe(-1);
  expect(msUntilStale(undefined, 1e12)).toBe(-Infinity);
  expect(msUntilStale(Number.MAX_SAFE_INTEGER, undefined)).toBe(Infinity);
  expect(msUntilStale(undefined, undefined)).toBe(Infinity);
});
