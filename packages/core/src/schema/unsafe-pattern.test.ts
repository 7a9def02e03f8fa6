import { expect, test } from "vitest";
import { findUnsafePattern } from "./unsafe-pattern.js";

test.each([
  "^[a-z0-9-]+$",
  "^[a-z]+(-[a-z]+)*$",
  "^\\d{4}-\\d{2}-\\d{2}$",
  "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$",
  "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
  "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$",
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  "^([0-9a-f]{2}:){5}[0-9a-f]{2}$",
  "^([0-9a-f]{2})+$",
  "^(?=.*[A-Z])(?=.*\\d).{8,64}$",
  "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
  "^[a-z0-9]+(-[a-z0-9]+)*$",
  "^(?:\\p{Lu}\\p{Ll}+)+$",
  "^(?<year>\\d+)-\\k<year>$",
  "^(?:😀|é)+$",
  `^(${"word|".repeat(500)}last)$`,
  "^[a-z]{1,5000}$",
  "",
])("%s may be used", (pattern) => {
  expect(findUnsafePattern(pattern)).toBeUndefined();
});

test.each([
  "(a+)+$",
  "(a|a)*b",
  "(\\w+\\s?)*$",
  "^([a-z]+)*$",
  "^(a|a)*$",
  "^(a|ab|b)*$",
  "^(\\w|\\d)+$",
  "^(a*)*$",
  "^(a(b?|c?))*$",
  "^(a?){30}a{30}$",
  "^(a|a){30}$",
  "^(x(a|a){30})*$",
  "^(a{1,50}){1,50}b$",
  "^(-?[a-z]+)*$",
  "^(?!((a+)+)$)",
  "^(?:\\p{L}|é)+$",
  "^(?:\\u{1f600}|😀)+$",
  "^(?:\\ud83d\\ude00|😀)+$",
  "(x+x+)+y",
])("%s may not", (pattern) => {
  expect(findUnsafePattern(pattern)).toContain("exponential time");
});

test("one too large to check may not either, after bounded work", () => {
  const words = Array.from({ length: 2_000 }, (_, index) => `word${index}`).join("|");
  expect(findUnsafePattern(`^(${words})+$`)).toContain("too large");
});

test.each(["(", "[a", "\\-", "a{2,1}", "(?<n>a)(?<n>b)\\k<m>"])("%s is no regular expression", (pattern) => {
  expect(findUnsafePattern(pattern)).toContain("is not a regular expression");
});
