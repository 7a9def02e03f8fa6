import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { setOwnValue } from "../../json/json-value.js";
import type { Draft } from "../registry/draft.js";
import { SCHEMA_FORMATS } from "../formats/schema-format.js";
import { keywordShape } from "../registry/schema-keywords.js";

/** A schema and values that it may be held against. */
export interface SchemaCase {
  readonly schema: JsonObject;
  readonly values: readonly JsonValue[];
}

/** Every draft, with what `$schema` says of it. */
export const DRAFTS: readonly (readonly [draft: Draft, address: string])[] = [
  [4, "http://json-schema.org/draft-04/schema#"],
  [6, "http://json-schema.org/draft-06/schema#"],
  [7, "http://json-schema.org/draft-07/schema#"],
  [2019, "https://json-schema.org/draft/2019-09/schema"],
  [2020, "https://json-schema.org/draft/2020-12/schema"],
];

/** Few names, so that schemas and values meet; those that every object inherits, an empty one, half a surrogate. */
const name = fc.constantFrom("a", "b", "c", "", "a/b~", "😀", "\ud83d", "__proto__", "constructor", "toString");

const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2, 3, 1.5, 0.1, 0.3, 19.99, 2.0000000001, 1e21, 1e308, 5e-324, 2 ** 53 - 1, 2 ** 53),
  fc.integer({ min: -5, max: 5 }),
);

/** For each format a text of it, one that some call so, and others around them. */
export const FORMATTED: readonly string[] = [
  ...["2024-02-29T12:00:00.5Z", "1990-12-31T15:59:60-08:00", "2024-02-30T00:00:00Z", "2024-01-01T00:00:00+0000"],
  ...["2024-02-29", "2023-02-29", "12:00:00Z", "12:00:00+12", "23:59:60Z", "P1Y2M3D", "P1W", "P", "P1Y2D", "PT1H"],
  ...["root@localhost", '"a b"@example.com', "a@[127.0.0.1]", "a@[IPv6:::1]", "ä@exämple.de", "a@b@c", "@"],
  ...["example.com", "example.com.", "-a.de", "a-.de", "exämple.de", "127.0.0.1", "01.2.3.4", "256.1.1.1"],
  ...["::1", "1::2::3", "::ffff:1.2.3.4", "fe80::1%25en0", "https://a.de/x?y=[]#z", "//a.de", "a b", "http://ä.de"],
  ...["/a~0b", "/a~2", "0#", "01/a", "{+a,b*}/{c:3}", "{a", "^(a", "\\a", "é", "urn:uuid:x", "\n", "x\n"],
  ...["123e4567-e89b-12d3-a456-426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000"],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FORMATTED) },
  fc.constantFrom("", "a", "ab", "abc", "😀", "😀😀", "\ud83d", "\ude00\ud83d", "x".repeat(1_001)),
  name,
);

function objectOf<T>(member: fc.Arbitrary<T>, names: fc.Arbitrary<string> = name): fc.Arbitrary<{ [key: string]: T }> {
  return fc.array(fc.tuple(names, member), { maxLength: 3 }).map((members) => {
    const made: { [key: string]: T } = {};
    for (const [key, value] of members) setOwnValue(made, key, value);
    return made;
  });
}

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 2, arbitrary: fc.oneof(fc.constantFrom<JsonValue>(null, true, false), number, text) },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    { weight: 2, arbitrary: objectOf(tie("value")) },
  ),
}));

const count = fc.nat(3);
const typeName = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");
const names = fc.uniqueArray(name, { maxLength: 3 });
const pattern = fc.constantFrom("^a", "b$", "^.$", "[0-9]", "^$", "o", "^__proto__$", "\\p{L}", "^x*$");
const format = fc.constantFrom(...SCHEMA_FORMATS.keys(), "idn-hostname", "int32", "url", "unknown");
const limit = fc.constantFrom(0, 1, -1, 1.5, 5, 1e308);
const divisor = fc.constantFrom(1, 2, 0.01, 0.1, 0.5, 3, 1e-7, 0.123456789, 1e300, 5e-324);

/** Where references may lead: to the whole, to parts, by anchors. */
function reference(draft: Draft): fc.Arbitrary<string> {
  const kept = draft < 2019 ? "#/definitions" : "#/$defs";
  return fc.constantFrom("#", `${kept}/text`, `${kept}/tree`, `${kept}/twice`, `${kept}/inner`);
}

/** For each keyword what may stand under it, by `schema` where schemas stand. */
function keywordsOf(draft: Draft, schema: fc.Arbitrary<JsonValue>): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const all: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 })),
    enum: fc.array(value, { maxLength: 3 }),
    const: value,
    multipleOf: divisor,
    maximum: limit,
    minimum: limit,
    exclusiveMaximum: draft === 4 ? fc.boolean() : limit,
    exclusiveMinimum: draft === 4 ? fc.boolean() : limit,
    minLength: count,
    maxLength: count,
    pattern,
    format,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    prefixItems: list,
    items: draft === 2020 ? schema : fc.oneof(schema, list),
    additionalItems: fc.oneof(schema, fc.boolean()),
    contains: schema,
    minContains: count,
    maxContains: count,
    unevaluatedItems: schema,
    minProperties: count,
    maxProperties: count,
    required: names,
    properties: objectOf(schema),
    patternProperties: objectOf(schema, pattern),
    additionalProperties: fc.oneof(schema, fc.boolean()),
    propertyNames: schema,
    unevaluatedProperties: schema,
    dependencies: objectOf(fc.oneof(names, schema)),
    dependentRequired: objectOf(names),
    dependentSchemas: objectOf(schema),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    if: schema,
    then: schema,
    else: schema,
    $ref: reference(draft),
    $recursiveRef: fc.constant("#"),
    "x-unknown": value,
  };
  const known = Object.entries(all).filter(
    ([keyword]) => keyword.startsWith("x-") || keywordShape(keyword, draft) !== undefined,
  );
  return Object.fromEntries(known);
}

/** The keywords that {@link schemaCase} uses in `draft`. */
export function keywordsUsed(draft: Draft): readonly string[] {
  return Object.keys(keywordsOf(draft, fc.boolean()));
}

function schemaOf(draft: Draft): fc.Arbitrary<JsonValue> {
  const { schema } = fc.letrec<{ schema: JsonValue }>((tie) => {
    const keywords = keywordsOf(draft, tie("schema"));
    const few = fc
      .subarray(Object.keys(keywords), { minLength: 1, maxLength: 5 })
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((keyword) => [keyword, keywords[keyword] ?? value]))));
    const whole = draft === 4 ? fc.constantFrom<JsonValue>({}, { not: {} }) : fc.boolean();
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: "large" },
        { weight: 1, arbitrary: whole },
        { weight: 8, arbitrary: few as fc.Arbitrary<JsonValue> },
        { weight: 1, arbitrary: reference(draft).map(($ref): JsonValue => ({ $ref })) },
      ),
    };
  });
  return schema;
}

/** Schemas of every draft with every keyword, some of which lead back to themselves, and values. */
export const schemaCase: fc.Arbitrary<SchemaCase> = fc.constantFrom(...DRAFTS).chain(([draft, $schema]) =>
  fc
    .record({
      part: schemaOf(draft),
      inner: schemaOf(draft),
      isRecursive: fc.boolean(),
      values: fc.array(value, { minLength: 25, maxLength: 25 }),
    })
    .map(({ part, inner, isRecursive, values }) => {
      const kept = draft < 2019 ? "definitions" : "$defs";
      const tree = { $ref: `#/${kept}/tree` };
      const schema: { [keyword: string]: JsonValue } = {
        $schema,
        [kept]: {
          text: { type: "string", minLength: 1 },
          tree: { type: ["object", "array"], additionalProperties: tree, items: tree },
          twice: { properties: { a: { allOf: [{ $ref: `#/${kept}/twice` }, { $ref: `#/${kept}/twice` }] } } },
          inner,
        },
        properties: { a: part, b: { items: part } as JsonValue },
        additionalProperties: part,
        ...(draft === 2019 && { $recursiveAnchor: isRecursive }),
      };
      return { schema, values: [...values, ...values.map((one) => ({ a: one, b: [one], c: one }))] };
    }),
);
