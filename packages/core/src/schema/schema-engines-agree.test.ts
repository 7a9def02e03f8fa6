import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../json/json-value.js";
import { ajvEngine } from "./ajv/index.js";
import { interpreterEngine } from "./interpreter/index.js";
import { precompiledFromText } from "./testing/precompiled-from-text.js";

const name = fc.constantFrom("a", "b", "constructor", "__proto__", "toString", "😀", "a/b");
const scalar = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    false,
    0,
    1,
    -1,
    1.5,
    2,
    10,
    0.1,
    "",
    "a",
    "ab",
    "😀",
    "2026-01-01",
    "__proto__",
  ),
);

function object<T>(member: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.array(fc.tuple(name, member), { maxLength: 3 }).map((members) => {
    const made: Record<string, T> = {};
    for (const [key, value] of members) {
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return made;
  });
}

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    object(tie("value")) as fc.Arbitrary<JsonValue>,
  ),
}));

const typeName = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");
const count = fc.nat(3);

const { schema } = fc.letrec<{ schema: JsonValue }>((tie) => {
  const inner = tie("schema");
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 })),
    enum: fc.array(value, { maxLength: 3 }),
    const: value,
    multipleOf: fc.constantFrom(1, 2, 0.1, 0.5),
    maximum: fc.constantFrom(0, 1, 5),
    exclusiveMinimum: fc.constantFrom(0, 1),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom("^a", "b$", "^.$", "[0-9]"),
    format: fc.constantFrom("date", "ipv4", "unknown"),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    prefixItems: list,
    items: inner,
    minProperties: count,
    maxProperties: count,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    dependentRequired: object(fc.uniqueArray(name, { maxLength: 2 })),
    dependentSchemas: object(inner),
    properties: object(inner),
    patternProperties: fc.dictionary(fc.constantFrom("^a", "o", "^_"), inner, { maxKeys: 2 }),
    additionalProperties: inner,
    propertyNames: inner,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: inner,
    if: inner,
    then: inner,
    else: inner,
    $ref: fc.constantFrom("#/$defs/text", "#/$defs/tree"),
  };
  const few = fc
    .subarray(Object.keys(keywords), { minLength: 1, maxLength: 4 })
    .chain((names) => fc.record(Object.fromEntries(names.map((keyword) => [keyword, keywords[keyword] ?? inner]))));
  return { schema: fc.oneof({ maxDepth: 3 }, fc.boolean(), few as fc.Arbitrary<JsonValue>) };
});

const DEFINITIONS = {
  text: { type: "string", minLength: 1 },
  tree: { type: ["object", "array"], additionalProperties: { $ref: "#/$defs/tree" }, items: { $ref: "#/$defs/tree" } },
};

test("the engines agree on every schema and value", () => {
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 1, maxLength: 8 }), (part, values) => {
      const whole = { $defs: DEFINITIONS, properties: { value: part } } as JsonValue;
      const resources = new Map([["schemas/a.json", whole]]);
      const [generated, interpreted, precompiled] = [ajvEngine, interpreterEngine, precompiledFromText].map(
        (engine) => {
          const compilation = engine.compile("schemas/a.json", resources);
          if (!compilation.ok) throw new Error(`${compilation.pointer}: ${compilation.message}`);
          return compilation.validator;
        },
      );
      for (const one of values.map((inner) => ({ value: inner }))) {
        const matches = interpreted?.matches(one);
        expect(generated?.matches(one)).toBe(matches);
        expect(interpreted?.violations(one).length === 0).toBe(matches);
        expect(generated?.violations(one).length === 0).toBe(matches);
        expect(precompiled?.matches(one)).toBe(matches);
        expect(precompiled?.violations(one)).toEqual(generated?.violations(one));
      }
    }),
    { numRuns: 300 },
  );
});

test("the engines explain plain keywords in the same words, at the same places", () => {
  const flat = fc.record(
    {
      type: typeName,
      enum: fc.array(value, { maxLength: 3 }),
      const: value,
      maximum: fc.constantFrom(0, 1),
      exclusiveMinimum: fc.constantFrom(0, 1),
      minLength: count,
      pattern: fc.constantFrom("^a", "b$"),
      format: fc.constantFrom("date", "ipv4"),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      minProperties: count,
      maxItems: count,
    },
    { requiredKeys: [] },
  );
  const nested = fc.record(
    { properties: object(flat), items: flat, additionalProperties: fc.boolean(), allOf: fc.tuple(flat) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(flat, nested), value, (part, one) => {
      const resources = new Map([["schemas/a.json", { $ref: "#/$defs/part", $defs: { part } }]]);
      const [generated, interpreted] = [ajvEngine, interpreterEngine].map((engine) => {
        const compilation = engine.compile("schemas/a.json", resources);
        if (!compilation.ok) throw new Error(`${compilation.pointer}: ${compilation.message}`);
        return compilation.validator.violations(one);
      });
      expect(generated).toEqual(interpreted);
    }),
    { numRuns: 500 },
  );
});
