import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";
import { isJsonObject, ownValue, setOwnValue, type JsonArray, type JsonValue } from "../../json/json-value.js";
import { schemaFormat } from "../formats/schema-format.js";
import { keywordValue } from "../in-place-schemas.js";
import { jsonComparison } from "../json-comparison.js";
import { characterCount, isLongerThan, patternWithin, type PatternTable } from "../schema-pattern.js";
import type { SchemaPlace } from "../schema-registry.js";
import { isMultipleOf } from "./multiple-of.js";
import { isOfType } from "./is-of-type.js";

/** A keyword that looks at a value alone, without other schemas. */
export interface Assertion {
  readonly keyword: string;
  /** What stands under the keyword, as draft 2020-12 writes it. */
  readonly expected: JsonValue;
  readonly holds: (value: unknown) => boolean;
  /** The names at fault, where a keyword has a violation for each. */
  readonly faults?: (value: unknown) => readonly string[];
  /** True for a value that the keyword cannot look at. */
  readonly isTooLong?: (value: unknown) => boolean;
}

type Holds = (expected: JsonValue) => (value: unknown) => boolean;

const ofNumbers = (compare: (value: number, limit: number) => boolean): Holds => {
  return (limit) => (value) => typeof value !== "number" || compare(value, limit as number);
};
const ofTexts = (compare: (value: string, limit: number) => boolean): Holds => {
  return (limit) => (value) => typeof value !== "string" || compare(value, limit as number);
};
const ofLists = (compare: (length: number, limit: number) => boolean): Holds => {
  return (limit) => (value) => !Array.isArray(value) || compare(value.length, limit as number);
};
const ofObjects = (compare: (size: number, limit: number) => boolean): Holds => {
  return (limit) => (value) => !isJsonObject(value) || compare(Object.keys(value).length, limit as number);
};

/** Keywords of which the value and what stands under them is all that matters. */
const PLAIN: Readonly<Record<string, Holds>> = {
  type: (types) => {
    const names = [types].flat() as readonly string[];
    return (value) => names.some((name) => isOfType(value, name));
  },
  const: (expected) => jsonComparison("const", expected) as (value: unknown) => boolean,
  enum: (expected) => jsonComparison("enum", expected) as (value: unknown) => boolean,
  multipleOf: ofNumbers(isMultipleOf),
  maximum: ofNumbers((value, limit) => value <= limit),
  exclusiveMaximum: ofNumbers((value, limit) => value < limit),
  minimum: ofNumbers((value, limit) => value >= limit),
  exclusiveMinimum: ofNumbers((value, limit) => value > limit),
  maxLength: ofTexts((value, limit) => !isLongerThan(value, limit)),
  minLength: ofTexts((value, limit) => value.length >= limit && characterCount(value) >= limit),
  maxItems: ofLists((length, limit) => length <= limit),
  minItems: ofLists((length, limit) => length >= limit),
  uniqueItems: (expected) => {
    const areUnique = jsonComparison("uniqueItems", expected);
    return (value) => !Array.isArray(value) || areUnique(value as JsonArray);
  },
  maxProperties: ofObjects((size, limit) => size <= limit),
  minProperties: ofObjects((size, limit) => size >= limit),
  format: (format) => {
    const isValid = schemaFormat(format as string);
    return (value) => typeof value !== "string" || isValid === undefined || isValid(value);
  },
};

/** What `keyword`, which looks at nothing but a value, asks of one; every engine asks it through this. */
export function keywordTest(keyword: string, expected: JsonValue): (value: unknown) => boolean {
  return PLAIN[keyword]?.(expected) ?? (() => true);
}

/** The assertions of the schema at `place`. */
export function assertionsOf(place: SchemaPlace, patterns: PatternTable | undefined): readonly Assertion[] {
  const { schema } = place;
  if (!isJsonObject(schema)) return [];
  const found: Assertion[] = [];
  for (const keyword of Object.keys(PLAIN)) {
    const expected = limitOf(place, keyword);
    if (expected !== undefined) found.push({ keyword, expected, holds: keywordTest(keyword, expected) });
  }
  return [...found, ...patternOf(place, patterns), ...requiredOf(place)];
}

/** Draft-04 says with a flag beside a limit that the limit itself is excluded. */
function limitOf(place: SchemaPlace, keyword: string): JsonValue | undefined {
  const expected = keywordValue(place, keyword);
  if (place.resource.draft > 4) return expected;
  const [excluding, including] = keyword.endsWith("aximum")
    ? ["exclusiveMaximum", "maximum"]
    : ["exclusiveMinimum", "minimum"];
  if (keyword === excluding) return expected === true ? keywordValue(place, including) : undefined;
  return keyword === including && keywordValue(place, excluding) === true ? undefined : expected;
}

function patternOf(place: SchemaPlace, patterns: PatternTable | undefined): readonly Assertion[] {
  const source = keywordValue(place, "pattern");
  if (typeof source !== "string") return [];
  const maxLength = keywordValue(place, "maxLength") as number | undefined;
  const automaton = patterns?.get(source);
  const run = patternWithin(maxLength, source, automaton);
  return [
    {
      keyword: "pattern",
      expected: source,
      holds: patternTest(source, maxLength, automaton),
      isTooLong: (value) => run(value as string) === "too-long",
    },
  ];
}

/** What `pattern` asks of a value beside `maxLength`; every engine asks it through this. */
export function patternTest(
  source: string,
  maxLength?: number,
  automaton?: PatternAutomaton,
): (value: unknown) => boolean {
  const run = patternWithin(maxLength, source, automaton);
  return (value) => typeof value !== "string" || run(value) === "match";
}

function requiredOf(place: SchemaPlace): readonly Assertion[] {
  const found: Assertion[] = [];
  const required = keywordValue(place, "required") as readonly string[] | undefined;
  if (required !== undefined) {
    const missing = (value: unknown) =>
      isJsonObject(value) ? required.filter((name) => !Object.hasOwn(value, name)) : [];
    found.push({
      keyword: "required",
      expected: required,
      holds: (value) => !isJsonObject(value) || required.every((name) => Object.hasOwn(value, name)),
      faults: missing,
    });
  }
  for (const keyword of ["dependentRequired", "dependencies"]) {
    const dependent = listsIn(keywordValue(place, keyword));
    const names = Object.keys(dependent);
    if (names.length === 0) continue;
    const missing = (value: unknown) =>
      isJsonObject(value)
        ? names
            .flatMap((name) => (Object.hasOwn(value, name) ? (dependent[name] ?? []) : []))
            .filter((needed) => !Object.hasOwn(value, needed))
        : [];
    found.push({
      keyword: "dependentRequired",
      expected: dependent,
      holds: (value) => missing(value).length === 0,
      faults: missing,
    });
  }
  return found;
}

/** The members that are lists of names: in `dependencies`, the others are schemas. */
function listsIn(dependent: JsonValue | undefined): { readonly [name: string]: readonly string[] } {
  const lists: { [name: string]: readonly string[] } = {};
  if (!isJsonObject(dependent)) return lists;
  for (const name of Object.keys(dependent)) {
    const names = ownValue(dependent, name);
    if (Array.isArray(names)) setOwnValue(lists, name, names as readonly string[]);
  }
  return lists;
}
