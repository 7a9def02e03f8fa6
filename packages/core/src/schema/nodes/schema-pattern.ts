import { createPatternMatcher } from "../../automaton/create-pattern-matcher.js";
import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";

/** What was built ahead of time to run the patterns of schemas: a pattern's source to its automaton. */
export type PatternTable = ReadonlyMap<string, PatternAutomaton>;

/** How a text stands to a pattern; `too-long` when it is longer than the pattern may be asked about. */
export type PatternAnswer = "match" | "mismatch" | "too-long";

/** Says whether a pattern matches somewhere in a text, in bounded time. */
export type SchemaPattern = (text: string) => PatternAnswer;

/** The longest text, in UTF-16 code units, that a pattern without an automaton sees. */
export const LONGEST_SEARCHED = 1_000;

/**
 * How `source`, under `pattern` or a name in `patternProperties`, runs: every engine,
 * and whatever else asks a pattern of a schema, runs it through this. With an
 * automaton it takes texts of any length; without, `source` must be a regular
 * expression with the `u` flag, and sees short ones only.
 */
export function schemaPattern(source: string, automaton?: PatternAutomaton): SchemaPattern {
  if (automaton !== undefined) {
    const matches = createPatternMatcher(automaton);
    return (text) => (matches(text) ? "match" : "mismatch");
  }
  const expression = new RegExp(source, "u");
  return (text) => {
    if (text.length > LONGEST_SEARCHED) return "too-long";
    return expression.test(text) ? "match" : "mismatch";
  };
}

/** How a pattern runs beside `maxLength`: a text longer than that breaks `maxLength`, and `run` is not asked. */
export function patternWithin(maxLength: number | undefined, run: SchemaPattern): SchemaPattern {
  if (maxLength === undefined) return run;
  return (text) => (isLongerThan(text, maxLength) ? "match" : run(text));
}

/** A name is longer than the pattern may be asked about. */
class NameTooLong extends Error {
  override readonly name = "NameTooLong";
}

/**
 * The pattern of `patternProperties` for code that can only ask whether a name matches.
 *
 * @throws {NameTooLong} when asked about a name that is too long.
 */
export function namePattern(source: string, automaton?: PatternAutomaton): (name: string) => boolean {
  const run = schemaPattern(source, automaton);
  return (name) => {
    const answer = run(name);
    if (answer === "too-long") throw new NameTooLong(source);
    return answer === "match";
  };
}

/** True when `text` has more than `most` characters, which are code points to JSON Schema. */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  if (text.length > 2 * most) return true;
  return characterCount(text) > most;
}

/** The number of code points in `text`; half a surrogate counts as one. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}
