import fc from "fast-check";
import { expect, test } from "vitest";
import { createPatternMatcher } from "../automaton/create-pattern-matcher.js";
import { compilePattern, type PatternOptions } from "./compile-pattern.js";
import { arbitraryPattern, arbitraryText } from "./testing/arbitrary-pattern.js";

function matcherOf(pattern: string, options?: PatternOptions): (text: string) => boolean {
  const compilation = compilePattern(pattern, options);
  if (!compilation.ok) throw new Error(`${pattern} ${compilation.fault.message}`);
  return createPatternMatcher(compilation.automaton);
}

test("an automaton agrees with RegExp", () => {
  let matching = 0;
  let count = 0;
  fc.assert(
    fc.property(arbitraryPattern, fc.array(arbitraryText, { minLength: 20, maxLength: 20 }), (pattern, texts) => {
      const matches = matcherOf(pattern);
      const regExp = new RegExp(pattern, "u");
      for (const text of ["", ...texts]) {
        expect(matches(text), JSON.stringify({ pattern, text })).toBe(regExp.test(text));
        count++; if (regExp.test(text)) matching++;
      }
    }),
    { numRuns: 5_000 },
  );
  console.log(count, matching);
});
