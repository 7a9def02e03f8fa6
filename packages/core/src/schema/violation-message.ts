import type { JsonValue } from "../json/json-value.js";

/** What a validation library says of one broken keyword. */
export interface BrokenKeyword {
  readonly keyword: string;
  /** What the schema has under the keyword, when it is known. */
  readonly expected?: JsonValue | undefined;
  /** The property that is missing, or whose name is at fault, when it is known. */
  readonly property?: string | undefined;
  /** True when a text was too long for its pattern. */
  readonly tooLong?: boolean;
  /** The library's own words. */
  readonly words: string;
}

type Wording = (expected: JsonValue | undefined, property: string | undefined) => string | undefined;

const ONE_OF_THE_DECLARED: Wording = (expected) => (expected === false ? "is not a declared property" : undefined);

const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ["type", (types) => (types === undefined ? undefined : `must be ${alternatives([types].flat() as string[])}`)],
  ["const", (value) => (value === undefined ? undefined : `must be ${quoted(value)}`)],
  ["enum", (values) => (Array.isArray(values) ? oneOf(values as readonly JsonValue[]) : undefined)],
  ["multipleOf", limit((divisor) => `must be a multiple of ${divisor}`)],
  ["maximum", limit((most) => `must be at most ${most}`)],
  ["exclusiveMaximum", limit((bound) => `must be less than ${bound}`)],
  ["minimum", limit((least) => `must be at least ${least}`)],
  ["exclusiveMinimum", limit((bound) => `must be more than ${bound}`)],
  ["maxLength", limit((most) => `must have at most ${counted(most, "character")}`)],
  ["minLength", limit((least) => `must have at least ${counted(least, "character")}`)],
  ["maxItems", limit((most) => `must have at most ${counted(most, "item")}`)],
  ["minItems", limit((least) => `must have at least ${counted(least, "item")}`)],
  ["maxProperties", limit((most) => `must have at most ${counted(most, "property", "properties")}`)],
  ["minProperties", limit((least) => `must have at least ${counted(least, "property", "properties")}`)],
  ["pattern", (pattern) => (typeof pattern === "string" ? `must match the pattern ${pattern}` : undefined)],
  ["format", (format) => (typeof format === "string" ? `must be a valid ${format}` : undefined)],
  ["uniqueItems", () => "must not have two equal items"],
  ["required", (_, name) => (name === undefined ? undefined : `must have the property ${quoted(name)}`)],
  ["additionalProperties", ONE_OF_THE_DECLARED],
  ["unevaluatedProperties", ONE_OF_THE_DECLARED],
  ["propertyNames", (_, name) => (name === undefined ? undefined : `must not have a property named ${quoted(name)}`)],
  ["anyOf", (schemas) => `must match at least one of ${theSchemas(schemas)} under anyOf`],
  ["oneOf", (schemas) => `must match exactly one of ${theSchemas(schemas)} under oneOf`],
  ["not", () => "must not match the schema under not"],
  ["false", () => "is not allowed"],
]);

/**
 * The words for a broken keyword, read after the place: `must be integer`. Every
 * engine explains with these; a keyword that has none here is told in the words of
 * the engine's library.
 */
export function violationMessage({ keyword, expected, property, tooLong, words }: BrokenKeyword): string {
  if (tooLong === true) return "is too long for this pattern: declare `maxLength`";
  return WORDINGS.get(keyword)?.(expected, property) ?? words;
}

function limit(wording: (limit: number) => string): Wording {
  return (expected) => (typeof expected === "number" ? wording(expected) : undefined);
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

function quoted(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

function oneOf(values: readonly JsonValue[]): string {
  if (values.length > 20) return `must be one of the ${values.length} allowed values`;
  return values.length === 0 ? "is not allowed" : `must be ${alternatives(values.map(quoted))}`;
}

function alternatives(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}

function theSchemas(schemas: JsonValue | undefined): string {
  return Array.isArray(schemas) ? `the ${counted(schemas.length, "schema")}` : "the schemas";
}
