import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "../pattern/compile-pattern.js";
import { createPatternMatcher } from "./create-pattern-matcher.js";

function matcherOf(pattern: string): (text: string) => boolean {
  const compilation = compilePattern(pattern);
  if (!compilation.ok) throw new Error(compilation.fault.message);
  return createPatternMatcher(compilation.automaton);
}

const coins = (length: number, seed: number): string =>
  Array.from({ length }, (_, index) => "ab"[(Math.imul(index + seed, 0x9e3779b1) >>> 17) & 1]).join("");

test("a pattern of any size agrees with RegExp, on texts with more states than are remembered", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("a[ab]{#}c", "^[ab]*b[ab]{#}$", "a[ab]{#}$|cc", "a[ab]{#}[^ab]?\u{1f600}"),
      fc.integer({ min: 0, max: 480 }),
      fc.array(fc.tuple(fc.nat({ max: 1_500 }), fc.nat(), fc.constantFrom("", "c", "\u{1f600}", "ac")), {
        minLength: 1,
        maxLength: 6,
      }),
      (template, count, parts) => {
        const pattern = template.replace("#", String(count));
        const [matches, regExp] = [matcherOf(pattern), new RegExp(pattern, "u")];
        const texts = parts.map(([length, seed, tail]) => coins(length, seed) + tail);
        for (const text of [...texts, texts.join(""), ...texts]) expect(matches(text)).toBe(regExp.test(text));
      },
    ),
    { numRuns: 80 },
  );
}, 60_000);

test("what follows any earlier position is known, across all words", () => {
  const matches = matcherOf("^(?:a?b?){240}c$");
  for (const count of [0, 1, 31, 32, 33, 239, 240, 241]) {
    expect([count, matches(`${"a".repeat(count)}c`)]).toEqual([count, count <= 240]);
    expect([count, matches(`${"ab".repeat(count)}c`)]).toEqual([count, count <= 240]);
    expect([count, matches(`${"ba".repeat(count)}c`)]).toEqual([count, count <= 239]);
  }
});
