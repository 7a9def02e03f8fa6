import fc from "fast-check";
import { expect, test } from "vitest";
import { isMultipleOf } from "./multiple-of.js";

test.each([
  [19.99, 0.01],
  [0.3, 0.1],
  [1e20, 0.01],
  [1e23, 10],
  [-0, 3],
  [0, 5e-324],
  [1e308, 0.5],
  [5e-324, 5e-324],
  [-7.5, 2.5],
])("%d is a multiple of %d", (value, divisor) => {
  expect(isMultipleOf(value, divisor)).toBe(true);
});

test.each([
  [2.0000000001, 1],
  [1e308, 0.123456789],
  [5e-324, 1],
  [19.999, 0.01],
  [Infinity, 1],
  [NaN, 1],
  [2 ** 53 - 1, 2],
])("%d is no multiple of %d", (value, divisor) => {
  expect(isMultipleOf(value, divisor)).toBe(false);
});

test("decimals are multiples as their digits are", () => {
  const digits = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(digits, fc.integer({ min: 1, max: 5_000 }), fc.nat(6), (value, divisor, places) => {
      const scaled = (number: number) => Number(`${number}e-${places}`);
      expect(isMultipleOf(scaled(value), scaled(divisor))).toBe(value % divisor === 0);
    }),
  );
});
