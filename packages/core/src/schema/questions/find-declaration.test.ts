import { expect, test } from "vitest";
import { matchesPattern } from "./find-declaration.js";

test("a name of patternProperties is asked in linear time, however long", () => {
  expect(matchesPattern("^(a+)+$", "a".repeat(100_000))).toBe(true);
  expect(matchesPattern("^(a+)+$", `${"a".repeat(100_000)}!`)).toBe(false);
});

test("one that a search could take long for, or that is no pattern, is about no property", () => {
  expect(matchesPattern("^(?=(a+)+$)", `${"a".repeat(200)}!`)).toBe(false);
  expect(matchesPattern("^(?=(a+)+$)", "a")).toBe(false);
  expect(matchesPattern("(", "(")).toBe(false);
});

test("one that is searched for short names only is about no long one", () => {
  expect(matchesPattern("\\bred\\b", "is red")).toBe(true);
  expect(matchesPattern("\\bred\\b", `${"is ".repeat(400)}red`)).toBe(false);
});
