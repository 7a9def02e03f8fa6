import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPatternMatcher } from "../automaton/create-pattern-matcher.js";
import type { PatternAutomaton } from "../automaton/pattern-automaton.js";
import { toBounds } from "../automaton/run-lengths.js";
import { CODE_POINTS } from "./character-set.js";
import { compilePattern, type PatternOptions } from "./compile-pattern.js";
import { foldCase } from "./fold-case.js";
import { arbitraryCharacter, arbitraryPattern } from "./testing/arbitrary-pattern.js";
import { GENERAL_CATEGORIES, SCRIPTS } from "./testing/unicode-names.js";

function automatonOf(pattern: string, options?: PatternOptions): PatternAutomaton {
  const compilation = compilePattern(pattern, options);
  if (!compilation.ok) throw new Error(`${pattern} ${compilation.fault.message}`);
  return compilation.automaton;
}

function matcherOf(pattern: string, options?: PatternOptions): (text: string) => boolean {
  return createPatternMatcher(automatonOf(pattern, options));
}

/** Every code point, with those apart that would make a pair. */
const CHARACTERS = Array.from({ length: CODE_POINTS }, (_, character) => String.fromCodePoint(character));

function expectSameCharacters(pattern: string): void {
  const [matches, regExp] = [matcherOf(pattern), new RegExp(pattern, "u")];
  const different = CHARACTERS.filter((character) => matches(character) !== regExp.test(character));
  expect(different.map((character) => character.codePointAt(0)?.toString(16))).toEqual([]);
}

/** Every part that is a text of neighbours, with the empty one. */
function partsOf(characters: readonly string[]): readonly string[] {
  const begins = [...characters.keys()];
  return [
    "",
    ...begins.flatMap((begin) => begins.slice(begin).map((end) => characters.slice(begin, end + 1).join(""))),
  ];
}

test("an automaton agrees with RegExp, after a journey as JSON too", () => {
  const characters = fc.array(arbitraryCharacter, { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(arbitraryPattern, characters, (pattern, drawn) => {
      const automaton = automatonOf(pattern);
      const matches = createPatternMatcher(JSON.parse(JSON.stringify(automaton)) as PatternAutomaton);
      const regExp = new RegExp(pattern, "u");
      const different = partsOf(drawn).filter((text) => matches(text) !== regExp.test(text));
      if (different.length > 0) throw new Error(JSON.stringify({ pattern, different }));
    }),
    { numRuns: 2_200 },
  );
}, 60_000);

test.each([".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[^]", "[]", "[^\\s@]", "[\\W\\d]"])(
  "%s is what RegExp has, over all code points",
  (pattern) => expectSameCharacters(pattern),
);

/**
 * Each code point has one of the names: it is enough that all of a set are in the
 * property, that the sets have nothing in common, and that what is left is in none.
 */
function expectSamePartition(escapes: readonly string[]): void {
  const timesTaken = new Uint8Array(CODE_POINTS);
  const expectAll = (regExp: RegExp, begin: number, end: number) => {
    for (let at = begin; at < end; at += 1) {
      if (!regExp.test(CHARACTERS[at]!)) expect.fail(`${regExp.source} has no U+${at.toString(16)}`);
    }
  };
  for (const escape of escapes) {
    const regExp = new RegExp(escape, "u");
    const [bounds = []] = automatonOf(escape).characters.map(toBounds);
    for (let index = 0; index < bounds.length; index += 2) {
      const [begin, end = CODE_POINTS] = bounds.slice(index, index + 2);
      expectAll(regExp, begin!, end);
      for (let at = begin!; at < end; at += 1) timesTaken[at]! += 1;
    }
  }
  const none = new RegExp(`[^${escapes.join("")}]`, "u");
  for (const [at, times] of timesTaken.entries()) {
    if (times > 1) expect.fail(`more than one has U+${at.toString(16)}`);
    if (times === 0) expectAll(none, at, at + 1);
  }
}

test("general categories are what RegExp has, over all code points", () => {
  expectSamePartition(GENERAL_CATEGORIES.map((name) => `\\p{${name}}`));
  for (const name of ["L", "LC", "Letter"]) expectSameCharacters(`\\p{${name}}`);
  expectSameCharacters("\\P{Lu}");
  expectSameCharacters("[^\\p{gc=Letter}\\P{General_Category=Decimal_Number}]");
}, 60_000);

test("scripts are what RegExp has, over all code points", () => {
  expectSamePartition(SCRIPTS.map((name) => `\\p{Script=${name}}`));
  expectSameCharacters("\\P{sc=Greek}");
}, 60_000);

describe("whatever the text", () => {
  const long = 1_000_000;
  const coins = Array.from({ length: long }, (_, index) => "ab"[(Math.imul(index + 1, 0x9e3779b1) >>> 17) & 1]).join(
    "",
  );
  test.each([
    ["^(a+)+$", "a".repeat(long) + "b", false],
    ["^([a-z]+[ -]?){1,9}$", "a".repeat(long), true],
    ["^((a|a){9}){5}$", "a".repeat(long), false],
    ["^(a{0,9}){9}$", "a".repeat(long), false],
    ["^(([a-z]+)?){9}$", "a".repeat(long) + "1", false],
    ["^.*.*.*.*.*.*z$", "a".repeat(long), false],
    ["^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$", `a@${".".repeat(long)}@`, false],
    // Nearly every character leads to a state of its own: what is remembered stays bounded, and the time linear.
    ["^(?:(a|b)*a(a|b){240}c|d)$", coins, false],
    ["^(?:(a|b)*a(a|b){100}(a?b?){148}c)$", coins.slice(0, long / 4), false],
  ])(
    "%s ends",
    (pattern, text, answer) => {
      expect(matcherOf(pattern)(text)).toBe(answer);
    },
    60_000,
  );

  test("the same text gets the same answer, also when a matcher had to start over", () => {
    const matches = matcherOf("(a|b)*a(a|b){9}c");
    const texts = Array.from({ length: 200 }, (_, index) => `${coins.slice(index * 50, index * 50 + 50)}c`);
    const first = texts.map(matches);
    expect(first).toContain(true);
    expect(first).toContain(false);
    matches(coins);
    expect(texts.map(matches)).toEqual(first);
  });
});

test.each([
  ["", "", true],
  ["", "x", true],
  ["^$", "", true],
  ["^$", "x", false],
  ["^", "x", true],
  ["|a", "b", true],
  ["^(?:)$|^b$", "b", true],
  ["^(?:)$|^b$", "bb", false],
  ["[]", "", false],
  ["[]|", "", true],
  ["a{0}", "", true],
  ["^a{0}$", "a", false],
  ["(?:a{2}){2,3}$", "xaaaa", true],
  ["^(?:){1000000000}x$", "x", true],
  ["\\ud83d\\ude00", "😀", true],
  ["\\ud83d", "😀", false],
  ["\\ude00", "\ude00\ud83d", true],
  ["^.{2}$", "😀\ud83d", true],
])("%j on %j gives %s", (pattern, text, answer) => {
  expect(matcherOf(pattern)(text)).toBe(answer);
  expect(new RegExp(pattern, "u").test(text)).toBe(answer);
});

test.each([
  ["a^", 1, "^ inside"],
  ["(^a)", 1, "^ inside"],
  ["a$b", 1, "$ inside"],
  ["^^a", 1, "^ inside"],
  ["x\\bred\\b", 1, "^red$|^red\\W|\\Wred$|\\Wred\\W"],
  ["a\\B", 1, "\\B"],
  ["^(?=.*a)b", 1, "the look-around (?=…)"],
  ["^(?!a)b", 1, "the look-around (?!…)"],
  ["(?<=a)b", 0, "the look-around (?<=…)"],
  ["(?<!a)b", 0, "the look-around (?<!…)"],
  ["(a)\\1", 3, "the backreference \\1"],
  ["(?<n>a)", 0, "the named group (?<n>…): write (…)"],
  ["a\\p{Emoji}", 1, "\\p{Emoji}: write a general category"],
  ["[a\\p{scx=Greek}]", 2, "a script such as \\p{Script=Greek}"],
  ["a(?:b|c(?:d\\b))", 11, "\\b"],
])("%s is outside the syntax at %i", (pattern, index, words) => {
  const compilation = compilePattern(pattern);
  expect(compilation).toMatchObject({ ok: false, reason: "outside", fault: { index } });
  expect(!compilation.ok && compilation.fault.message).toContain(words);
});

test.each([
  ["a(?i:b)", 1, "has the flags (?i:…)"],
  ["(", 1, "is not a regular expression (Unterminated group); patterns are read"],
  ["a{2,1}", 6, "is not a regular expression"],
  ["\\-", 1, "is not a regular expression"],
  ["\\p{Nothing}", 10, "is not a regular expression"],
  ["/u: (", 5, "is not a regular expression (Unterminated group)"],
])("%s is no pattern", (pattern, index, words) => {
  const compilation = compilePattern(pattern);
  expect(compilation).toMatchObject({ ok: false, reason: "invalid", fault: { index } });
  expect(!compilation.ok && compilation.fault.message).toContain(words);
});

test("500 characters that match are allowed, and not one more", () => {
  expect(compilePattern("a{500}").ok).toBe(true);
  expect(compilePattern("(?:[a-z]\\d){250}").ok).toBe(true);
  for (const pattern of ["a{501}", "(?:[a-z]\\d){250}x", "(a{100}){6}", "a{500,}b", "a{99999999999999999999}"])
    expect(compilePattern(pattern)).toMatchObject({ ok: false, reason: "too-large" });
});

test("a pattern nested beyond the stack is refused", () => {
  const pattern = `${"(".repeat(100_000)}a${")".repeat(100_000)}`;
  expect(compilePattern(pattern)).toMatchObject({ ok: false, fault: { message: "is nested too deeply" } });
});

describe("where case makes no difference", () => {
  const ignoreCase = { ignoreCase: true };

  test.each([
    ["^straße$", "STRAẞE", true],
    ["^ß$", "ss", false],
    ["^ς$", "Σ", true],
    ["^k$", "\u212a", true],
    ["^i$", "İ", false],
    ["^ı$", "I", false],
    ["^[a-c]+$", "aBC", true],
    ["^[^a]$", "A", false],
    ["^\\P{Lu}$", "a", false],
    ["^\\w$", "\u212a", true],
  ])("%s on %s gives %s", (pattern, text, answer) => {
    expect(matcherOf(pattern, ignoreCase)(text)).toBe(answer);
  });

  test("a character matches what folds alike, over all code points", () => {
    const alike = new Map<number, number[]>();
    for (const character of CHARACTERS.keys()) {
      const folded = foldCase(character);
      alike.set(folded, [...(alike.get(folded) ?? []), character]);
    }
    const cased = [...alike.values()].filter((characters) => characters.length > 1);
    expect(cased.length).toBeGreaterThan(1_000);
    for (const characters of cased) {
      for (const character of characters) {
        const matches = matcherOf(`^\\u{${character.toString(16)}}$`, ignoreCase);
        expect(characters.every((other) => matches(String.fromCodePoint(other)))).toBe(true);
      }
    }
    const all = matcherOf(
      `^[${cased
        .flat()
        .map((character) => `\\u{${character.toString(16)}}`)
        .join("")}]$`,
      ignoreCase,
    );
    const members = new Set(cased.flat());
    expect([...CHARACTERS.keys()].filter((at) => all(String.fromCodePoint(at)) !== members.has(at))).toEqual([]);
  }, 60_000);
});
