import type { Draft } from "./draft.js";

/** What the value of a keyword has to look like, and where schemas stand in it. */
export type KeywordShape =
  | "any"
  | "boolean"
  | "count"
  | "number"
  | "positive-number"
  | "string"
  | "strings"
  | "string-lists"
  | "list"
  | "types"
  | "pattern"
  | "schema"
  | "schema-or-boolean"
  | "schemas"
  | "schema-or-schemas"
  | "schema-map"
  | "pattern-map"
  | "dependencies";

type Row = readonly [keyword: string, shape: KeywordShape, from: Draft, to: Draft];

/**
 * Every keyword of the supported drafts, with the drafts that have it. The one
 * table behind checking a schema, walking its subschemas and leaving out what a
 * draft does not read; a keyword that a draft does not have is data to it.
 */
const ROWS: readonly Row[] = [
  ["$schema", "string", 4, 2020],
  ["id", "string", 4, 4],
  ["$id", "string", 6, 2020],
  ["$ref", "string", 4, 2020],
  ["$anchor", "string", 2019, 2020],
  ["$recursiveRef", "string", 2019, 2019],
  ["$recursiveAnchor", "boolean", 2019, 2019],
  ["$dynamicRef", "string", 2020, 2020],
  ["$dynamicAnchor", "string", 2020, 2020],
  ["$comment", "string", 7, 2020],
  ["$defs", "schema-map", 2019, 2020],
  ["definitions", "schema-map", 4, 2020],
  ["title", "string", 4, 2020],
  ["description", "string", 4, 2020],
  ["examples", "list", 6, 2020],
  ["readOnly", "boolean", 7, 2020],
  ["writeOnly", "boolean", 7, 2020],
  ["deprecated", "boolean", 2019, 2020],
  ["contentMediaType", "string", 7, 2020],
  ["contentEncoding", "string", 7, 2020],
  ["contentSchema", "schema", 2019, 2020],
  ["type", "types", 4, 2020],
  ["enum", "list", 4, 2020],
  ["const", "any", 6, 2020],
  ["multipleOf", "positive-number", 4, 2020],
  ["maximum", "number", 4, 2020],
  ["minimum", "number", 4, 2020],
  ["exclusiveMaximum", "boolean", 4, 4],
  ["exclusiveMinimum", "boolean", 4, 4],
  ["exclusiveMaximum", "number", 6, 2020],
  ["exclusiveMinimum", "number", 6, 2020],
  ["maxLength", "count", 4, 2020],
  ["minLength", "count", 4, 2020],
  ["pattern", "pattern", 4, 2020],
  ["format", "string", 4, 2020],
  ["items", "schema-or-schemas", 4, 2019],
  ["items", "schema", 2020, 2020],
  ["prefixItems", "schemas", 2020, 2020],
  ["additionalItems", "schema-or-boolean", 4, 2019],
  ["contains", "schema", 6, 2020],
  ["minContains", "count", 2019, 2020],
  ["maxContains", "count", 2019, 2020],
  ["maxItems", "count", 4, 2020],
  ["minItems", "count", 4, 2020],
  ["uniqueItems", "boolean", 4, 2020],
  ["unevaluatedItems", "schema", 2019, 2020],
  ["maxProperties", "count", 4, 2020],
  ["minProperties", "count", 4, 2020],
  ["required", "strings", 4, 2020],
  ["properties", "schema-map", 4, 2020],
  ["patternProperties", "pattern-map", 4, 2020],
  ["additionalProperties", "schema-or-boolean", 4, 2020],
  ["propertyNames", "schema", 6, 2020],
  ["unevaluatedProperties", "schema", 2019, 2020],
  ["dependencies", "dependencies", 4, 2020],
  ["dependentRequired", "string-lists", 2019, 2020],
  ["dependentSchemas", "schema-map", 2019, 2020],
  ["allOf", "schemas", 4, 2020],
  ["anyOf", "schemas", 4, 2020],
  ["oneOf", "schemas", 4, 2020],
  ["not", "schema", 4, 2020],
  ["if", "schema", 7, 2020],
  ["then", "schema", 7, 2020],
  ["else", "schema", 7, 2020],
];

const SHAPES = new Map<Draft, ReadonlyMap<string, KeywordShape>>(
  ([4, 6, 7, 2019, 2020] as const).map((draft) => [
    draft,
    new Map(ROWS.filter(([, , from, to]) => from <= draft && draft <= to).map(([keyword, shape]) => [keyword, shape])),
  ]),
);

/** The keywords of all drafts. */
export const KEYWORDS: readonly string[] = [...new Set(ROWS.map(([keyword]) => keyword))];

/** The shape of `keyword` in `draft`; `undefined` for a keyword that the draft does not have. */
export function keywordShape(keyword: string, draft: Draft): KeywordShape | undefined {
  return SHAPES.get(draft)?.get(keyword);
}
