import { jsonEqual } from "../../json/json-equality.js";
import { isJsonObject, ownValue, type JsonArray, type JsonValue } from "../../json/json-value.js";
import type { SchemaFormat } from "../formats/schema-format.js";
import {
  characterCount,
  isLongerThan,
  patternWithin,
  schemaPattern,
  type PatternTable,
  type SchemaPattern,
} from "./schema-pattern.js";
import { isMultipleOf } from "./multiple-of.js";
import { isOfType } from "./is-of-type.js";
import { ValueSet } from "./value-set.js";
import { alternatives, counted, quoted } from "./words.js";

/** What a keyword asks of a value, with what stands under it in one schema. */
export interface KeywordTest {
  /** Whether a value satisfies the keyword. */
  readonly holds: (value: unknown) => boolean;
  /** What is wrong with a value for which it does not hold, read after the place: `must be integer`. */
  readonly messages: (value: unknown) => readonly string[];
}

/** A keyword that looks at a value alone: what it asks when `expected` stands under it, beside `maxLength`. */
export type Keyword<Expected = never> = (expected: Expected, maxLength?: number) => KeywordTest;

/** Keywords by name. */
export type KeywordTable = Readonly<Record<string, Keyword>>;

// Each is a function of its own, so that a module holds those that its schema has.

/** `type`. */
export function typeKeyword(types: string | readonly string[]): KeywordTest {
  const names = [types].flat();
  return {
    holds: (value) => names.some((name) => isOfType(value, name)),
    messages: () => [`must be ${alternatives(names)}`],
  };
}

/** `const`. */
export function constKeyword(expected: JsonValue): KeywordTest {
  return {
    holds: (value) => jsonEqual(expected, value),
    messages: () => [`must be ${quoted(expected)}`],
  };
}

/** `enum`. */
export function enumKeyword(members: JsonArray): KeywordTest {
  const allowed = new ValueSet(members);
  return {
    holds: (value) => allowed.has(value),
    messages: () => [
      members.length === 0
        ? "is not allowed"
        : members.length > 20
          ? `must be one of the ${members.length} allowed values`
          : `must be ${alternatives(members.map(quoted))}`,
    ],
  };
}

/** `multipleOf`. */
export function multipleOfKeyword(divisor: number): KeywordTest {
  return ofNumbers((value) => isMultipleOf(value, divisor), `must be a multiple of ${divisor}`);
}

/** `maximum`. */
export function maximumKeyword(most: number): KeywordTest {
  return ofNumbers((value) => value <= most, `must be at most ${most}`);
}

/** `exclusiveMaximum`, as a number. */
export function exclusiveMaximumKeyword(bound: number): KeywordTest {
  return ofNumbers((value) => value < bound, `must be less than ${bound}`);
}

/** `minimum`. */
export function minimumKeyword(least: number): KeywordTest {
  return ofNumbers((value) => value >= least, `must be at least ${least}`);
}

/** `exclusiveMinimum`, as a number. */
export function exclusiveMinimumKeyword(bound: number): KeywordTest {
  return ofNumbers((value) => value > bound, `must be more than ${bound}`);
}

/** `maxLength`. */
export function maxLengthKeyword(most: number): KeywordTest {
  return ofTexts((text) => !isLongerThan(text, most), `must have at most ${counted(most, "character")}`);
}

/** `minLength`. */
export function minLengthKeyword(least: number): KeywordTest {
  return ofTexts(
    (text) => text.length >= least && characterCount(text) >= least,
    `must have at least ${counted(least, "character")}`,
  );
}

/** `maxItems`. */
export function maxItemsKeyword(most: number): KeywordTest {
  return ofLists((items) => items.length <= most, `must have at most ${counted(most, "item")}`);
}

/** `minItems`. */
export function minItemsKeyword(least: number): KeywordTest {
  return ofLists((items) => items.length >= least, `must have at least ${counted(least, "item")}`);
}

/** `uniqueItems`. */
export function uniqueItemsKeyword(isAsked: boolean): KeywordTest {
  return ofLists((items) => !isAsked || new ValueSet(items).size === items.length, "must not have two equal items");
}

/** `maxProperties`. */
export function maxPropertiesKeyword(most: number): KeywordTest {
  return ofObjects((size) => size <= most, `must have at most ${counted(most, "property", "properties")}`);
}

/** `minProperties`. */
export function minPropertiesKeyword(least: number): KeywordTest {
  return ofObjects((size) => size >= least, `must have at least ${counted(least, "property", "properties")}`);
}

/** `required`. */
export function requiredKeyword(names: readonly string[]): KeywordTest {
  return {
    holds: (value) => !isJsonObject(value) || names.every((name) => Object.hasOwn(value, name)),
    messages: (value) =>
      names
        .filter((name) => !Object.hasOwn(value as object, name))
        .map((name) => `must have the property ${quoted(name)}`),
  };
}

/** `dependentRequired`, and the lists of names in `dependencies`. */
export function dependentRequiredKeyword(dependent: { readonly [name: string]: readonly string[] }): KeywordTest {
  const names = Object.keys(dependent);
  const missing = (value: unknown) =>
    isJsonObject(value)
      ? names
          .flatMap((name) => (Object.hasOwn(value, name) ? (ownValue(dependent, name) as readonly string[]) : []))
          .filter((needed) => !Object.hasOwn(value, needed))
      : [];
  return {
    holds: (value) => missing(value).length === 0,
    messages: (value) =>
      missing(value).map((name) => `must have the property ${quoted(name)} beside another that it has`),
  };
}

/** `format`, where `formats` are those that are asserted. */
export function formatKeyword(formats: ReadonlyMap<string, SchemaFormat>): Keyword<string> {
  return (name) => ofTexts(formats.get(name) ?? (() => true), `must be a valid ${name}`);
}

/** `pattern`, where `patterns` has the automata. Each of them becomes one matcher, wherever it stands. */
export function patternKeyword(patterns: PatternTable | undefined): Keyword<string> {
  const known = new Map<string, SchemaPattern>();
  const runOf = (source: string) => {
    const run = known.get(source) ?? schemaPattern(source, patterns?.get(source));
    known.set(source, run);
    return run;
  };
  return (source, maxLength) => {
    const run = patternWithin(maxLength, runOf(source));
    return {
      holds: (value) => typeof value !== "string" || run(value) === "match",
      messages: (value) => [
        run(value as string) === "too-long"
          ? "is too long for this pattern: declare `maxLength`"
          : `must match the pattern ${source}`,
      ],
    };
  };
}

function ofNumbers(holds: (value: number) => boolean, message: string): KeywordTest {
  return { holds: (value) => typeof value !== "number" || holds(value), messages: () => [message] };
}

function ofTexts(holds: (value: string) => boolean, message: string): KeywordTest {
  return { holds: (value) => typeof value !== "string" || holds(value), messages: () => [message] };
}

function ofLists(holds: (value: JsonArray) => boolean, message: string): KeywordTest {
  return { holds: (value) => !Array.isArray(value) || holds(value as JsonArray), messages: () => [message] };
}

function ofObjects(holds: (size: number) => boolean, message: string): KeywordTest {
  return { holds: (value) => !isJsonObject(value) || holds(Object.keys(value).length), messages: () => [message] };
}
