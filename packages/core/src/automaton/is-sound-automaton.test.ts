import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "../pattern/compile-pattern.js";
import { arbitraryPattern } from "../pattern/testing/arbitrary-pattern.js";
import { createPatternMatcher } from "./create-pattern-matcher.js";
import { isSoundAutomaton } from "./is-sound-automaton.js";

const TEXTS = ["", "a", "ab \n😀\ud83d", "Z".repeat(2_000), "a_9\u{10ffff}\u0000"];

function automatonOf(pattern: string): unknown {
  const compilation = compilePattern(pattern);
  return compilation.ok ? compilation.automaton : undefined;
}

/** What JSON text can have in place of a number or a word. */
const hostile = fc.constantFrom(
  null,
  -1,
  0,
  1,
  2,
  0.5,
  31,
  499,
  500,
  1e9,
  2 ** 53,
  1e308,
  "0",
  "all",
  [],
  [0, 1],
  {},
  true,
);

/** `value` with one leaf or list in it, the one at `at`, replaced. */
function replaceAt(value: unknown, at: { left: number }, other: unknown): unknown {
  if (at.left-- === 0) return other;
  if (Array.isArray(value)) return value.map((item) => replaceAt(item, at, other));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceAt(item, at, other)]));
}

test("what was compiled is sound", () => {
  fc.assert(
    fc.property(arbitraryPattern, (pattern) => isSoundAutomaton(automatonOf(pattern))),
    { numRuns: 300 },
  );
});

test("what was tampered with is refused, or runs all the same", () => {
  let refused = 0;
  fc.assert(
    fc.property(arbitraryPattern, fc.nat({ max: 60 }), hostile, (pattern, left, other) => {
      const tampered: unknown = JSON.parse(JSON.stringify(replaceAt(automatonOf(pattern), { left }, other) ?? null));
      if (!isSoundAutomaton(tampered)) {
        refused += 1;
        return;
      }
      const matches = createPatternMatcher(tampered);
      for (const text of TEXTS) expect(typeof matches(text)).toBe("boolean");
    }),
    { numRuns: 2_000 },
  );
  expect(refused).toBeGreaterThan(500);
});

test.each([
  ["no object", null],
  ["a list", []],
  ["too many positions", { matches: Array(501).fill(0), follow: Array(501).fill(0) }],
  ["a position that follows nothing", { follow: [] }],
  ["more sets than it can need", { sets: Array(1_000).fill([]) }],
  ["a set beyond the positions", { sets: [[0, 2], []] }],
  ["a set that goes back", { sets: [[1, -1], []] }],
  ["a run without length", { characters: [[97, 0]] }],
  ["characters beyond Unicode", { characters: [[0, 0x11_0001]] }],
  ["an unknown set", { first: 2 }],
  ["half a set", { done: 0.5 }],
  ["an unknown answer", { empty: "some" }],
])("%s is refused", (_, change) => {
  const sound = automatonOf("a");
  expect(isSoundAutomaton(sound)).toBe(true);
  expect(
    isSoundAutomaton(Array.isArray(change) || change === null ? change : { ...(sound as object), ...change }),
  ).toBe(false);
});
