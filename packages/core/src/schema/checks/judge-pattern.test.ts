import { expect, test } from "vitest";
import { findAutomaton, findBadPattern } from "./judge-pattern.js";

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
  "(a+)+$",
  "^(\\w|\\d)+$",
  "^(a?){30}a{30}$",
  "^([a-z]+[ -]?){1,9}$",
])("%s may be used", (pattern) => {
  expect(findBadPattern(pattern)).toBeUndefined();
});

test.each(["^(?!((a+)+)$)", "(x+x+)+y\\b", "^(?=x)^(([a-z]+)?){9}$"])(
  "%s may not, and the message says what to write",
  (pattern) => {
    expect(findAutomaton(pattern)).toBeUndefined();
    expect(findBadPattern(pattern)).toMatch(
      /could take very long.*No text would take it long, but it has .*: (?:give|write)/s,
    );
  },
);

test("one too large to judge may not either", () => {
  const words = Array.from({ length: 2_000 }, (_, index) => `word${index}`).join("|");
  expect(findBadPattern(`^(${words})+$`)).toContain("too large");
});

test.each(["(", "[a", "\\-", "a{2,1}", "(?<n>a)(?<n>b)\\k<m>"])("%s is no regular expression", (pattern) => {
  expect(findBadPattern(pattern)).toContain("is not a regular expression");
});
