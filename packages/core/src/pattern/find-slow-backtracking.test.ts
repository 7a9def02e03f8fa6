import { expect, test } from "vitest";
import { findSlowBacktracking } from "./find-slow-backtracking.js";

test.each([
  "^[a-z]+(-[a-z]+)*$(?=x)",
  "^(?=.*[A-Z])(?=.*\\d).{8,64}$",
  "^(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s])\\S{12,}$",
  "^(?!-)[a-z0-9-]{1,63}(?<!-)$",
  "^(?:(?!-)[a-z0-9-]{1,63}(?<!-)\\.)+[a-z]{2,}$",
  "^(?<year>\\d+)-\\k<year>$",
  "^([\"']).*\\1$",
  "\\bred\\b",
  "\\b\\w+\\b",
  "^(?!.*\\.\\.).+$",
  "^(?!(?:con|prn|aux|nul)$)[a-z]+$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$(?=)",
  "^\\B[a-z]*$",
  "(?<=\\$)\\d+",
  "^(?!.*(.)\\1)[a-z]+$",
  "^\\p{Emoji}+$",
  "\\bfoo\\b.*bar",
  "^(?!x).*.*z",
])("a backtracking engine may run %s", (pattern) => {
  expect(findSlowBacktracking(pattern)).toBeUndefined();
});

test.each([
  "(?=x)(a+)+$",
  "(?=x)(\\w+\\s?)*$",
  "^(?=(a+)+$)",
  "^(?!((a+)+)$)",
  "^(?<=(a|a)*)b",
  "(?=x)^([a-z]+[ -]?){1,9}$",
  "(?=x)^((a|a){9}){9}$",
  "(?=x)^(a{0,9}){9}$",
  "(?=x)^(([a-z]+)?){9}$",
  "^(?=x)(a?){30}a{30}",
  "^\\b.*.*.*.*.*z$",
  "\\b.*.*z",
  // For a text of 1,000 characters: 16 million steps, which a list of such texts repeats.
  "(?<!a.*)b",
  "(x+x+)+y\\b",
  "^(a*)*\\b",
  "^(?:(?:\\b|a)*)*$",
  "(?:a|\\w)*\\b",
])("it may not run %s", (pattern) => {
  expect(findSlowBacktracking(pattern)).toContain("could take very long");
});

test.each([
  "(?:\\b){1000000000}",
  "(?:){1000000000}\\b",
  `^(${"word|".repeat(2_000)}last)\\b`,
  "\\ba{99999999999999999999}",
  "(".repeat(100_000),
])("one too large to judge is refused as well", (pattern) => {
  expect(findSlowBacktracking(pattern)).toMatch(/too large|too deeply/);
});
