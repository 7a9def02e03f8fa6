import type { JsonValue } from "../json/json-value.js";

type Wording = (expected: JsonValue, property: string) => string;

const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ["type", (types) => `must be ${alternatives([types].flat() as string[])}`],
  ["const", (value) => `must be ${quoted(value)}`],
  ["enum", (values) => oneOf(values as readonly JsonValue[])],
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
  ["pattern", (pattern) => `must match the pattern ${pattern as string}`],
  ["format", (format) => `must be a valid ${format as string}`],
  ["uniqueItems", () => "must not have two equal items"],
  ["required", (_, name) => `must have the property ${quoted(name)}`],
  ["dependentRequired", (_, name) => `must have the property ${quoted(name)} beside another that it has`],
  ["additionalProperties", () => "is not a declared property"],
  ["unevaluatedProperties", () => "is not a declared property"],
  ["propertyNames", (_, name) => `must not have a property named ${quoted(name)}`],
  ["patternProperties", (_, name) => `has a property whose name is too long for a pattern: ${quoted(name)}`],
  [
    "contains",
    (least) => `must contain at least ${counted(least as number, "item")} that ${least === 1 ? "matches" : "match"}`,
  ],
  [
    "maxContains",
    (most) => `must contain at most ${counted(most as number, "item")} that ${most === 1 ? "matches" : "match"}`,
  ],
  ["pattern too long", () => "is too long for this pattern: declare `maxLength`"],
  ["anyOf", (count) => `must match at least one of the ${counted(count as number, "schema")} under anyOf`],
  ["oneOf", (count) => `must match exactly one of the ${counted(count as number, "schema")} under oneOf`],
  ["not", () => "must not match the schema under not"],
]);

/**
 * The words for a broken keyword under which the schema has `expected`, read after the
 * place: `must be integer`. `property` is the one that is missing, or whose name is at
 * fault.
 */
export function violationMessage(keyword: string, expected: JsonValue, property = ""): string {
  return WORDINGS.get(keyword)?.(expected, property) ?? "is not allowed";
}

function limit(wording: (limit: number) => string): Wording {
  return (expected) => wording(expected as number);
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
