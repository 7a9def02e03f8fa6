import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { findRedaction } from "./find-redaction.js";

const PATH = "schemas/context.json";
const marked = { type: "string", "x-rototo-redact": true };

/** Whether the attribute is redacted, with `schema` as the context schema. */
function redacts(attribute: string, schema: JsonValue, others: Record<string, JsonValue> = {}): boolean {
  const resources = new Map<string, JsonValue>([[PATH, schema], ...Object.entries(others)]);
  return findRedaction(PATH, resources)(attribute.split("."));
}

describe("redacted", () => {
  test.each<[string, JsonValue]>([
    ["the property itself", { properties: { user: { properties: { email: marked } } } }],
    ["the property above it", { properties: { user: { "x-rototo-redact": true, properties: { email: {} } } } }],
    ["the whole context", { "x-rototo-redact": true }],
    ["a property in it", { properties: { user: { properties: { email: { properties: { host: marked } } } } } }],
    ["items in it", { properties: { user: { properties: { email: { type: "array", items: marked } } } } }],
    ["some items in it", { properties: { user: { properties: { email: { prefixItems: [{}, marked] } } } } }],
    ["one alternative", { properties: { user: { properties: { email: { anyOf: [{ type: "null" }, marked] } } } } }],
    ["one alternative above", { oneOf: [{ properties: { user: marked } }, { properties: { user: {} } }] }],
    ["beside an unmarked one", { properties: { user: {} }, allOf: [{ properties: { user: marked } }] }],
    ["on a condition", { if: {}, then: { properties: { user: { properties: { email: marked } } } } }],
    ["otherwise", { if: {}, else: { properties: { user: { properties: { email: marked } } } } }],
    ["beside another property", { dependentSchemas: { id: { properties: { user: marked } } } }],
    ["by a pattern", { patternProperties: { "^us": { additionalProperties: marked } } }],
    ["as one of the other properties", { properties: { id: {} }, additionalProperties: marked }],
    ["as one of the properties left over", { properties: { id: {} }, unevaluatedProperties: marked }],
    ["through a reference", { properties: { user: { $ref: "#/$defs/user" } }, $defs: { user: marked } }],
    ["through another file", { properties: { user: { $ref: "user.json" } } }],
    [
      "beside a reference",
      { properties: { user: { $ref: "#/$defs/user", "x-rototo-redact": true } }, $defs: { user: {} } },
    ],
    [
      "beside a reference that hides its neighbours",
      {
        $schema: "http://json-schema.org/draft-07/schema#",
        properties: { user: { $ref: "#/definitions/user", "x-rototo-redact": true } },
        definitions: { user: {} },
      },
    ],
    [
      "through a reference that depends on who refers",
      {
        $schema: "https://json-schema.org/draft/2019-09/schema",
        $recursiveAnchor: true,
        $ref: "tree.json",
        properties: { secret: marked },
      },
    ],
  ])("%s", (_name, schema) => {
    const others = {
      "schemas/user.json": { properties: { email: { $ref: "deep/mail.json#/$defs/mail" } } },
      "schemas/deep/mail.json": { $defs: { mail: marked } },
      "schemas/tree.json": {
        $schema: "https://json-schema.org/draft/2019-09/schema",
        $recursiveAnchor: true,
        properties: { user: { type: "array", items: { $recursiveRef: "#" } } },
      },
    };
    const attribute = JSON.stringify(schema).includes("$recursiveAnchor") ? "user" : "user.email";
    expect(redacts(attribute, schema, others)).toBe(true);
  });

  test("everything, where the schema cannot be read", () => {
    expect(findRedaction(PATH, new Map())(["plan"])).toBe(true);
    expect(redacts("plan", { $schema: "https://example.com/none" })).toBe(true);
  });
});

describe("shown", () => {
  test.each<[string, JsonValue]>([
    ["no mark anywhere", { properties: { user: { properties: { email: { type: "string" } } } } }],
    ["a mark on another property", { properties: { user: { properties: { email: {}, name: marked } } } }],
    ["a mark that is not true", { properties: { user: { "x-rototo-redact": "true", properties: { email: {} } } } }],
    ["a mark that is a property's name", { properties: { "x-rototo-redact": true, user: {} } }],
    ["a mark in data", { properties: { user: { default: { "x-rototo-redact": true }, enum: [marked] } } }],
    ["a mark that nothing refers to", { properties: { user: {} }, $defs: { email: marked } }],
    ["a pattern that does not match", { patternProperties: { "^x": marked } }],
    ["a marked rest, for a named property", { properties: { user: {} }, additionalProperties: marked }],
    ["a schema that is only true or false", { properties: { user: true } }],
    ["no schema at all", true],
  ])("%s", (_name, schema) => {
    expect(redacts("user.email", schema)).toBe(false);
  });

  test("below a property whose neighbour is marked, but not the object that has both", () => {
    const schema = { properties: { user: { properties: { email: marked, name: {} } } } };
    expect(redacts("user.name", schema)).toBe(false);
    expect(redacts("user", schema)).toBe(true);
  });
});

describe("hostile schemas", () => {
  test("names that every object inherits are names like others", () => {
    const schema = JSON.parse(
      '{"properties":{"__proto__":{"properties":{"constructor":{"x-rototo-redact":true},"toString":{}}}}}',
    ) as JsonValue;
    expect(redacts("__proto__", schema)).toBe(true);
    expect(redacts("__proto__.constructor", schema)).toBe(true);
    expect(redacts("__proto__.toString", schema)).toBe(false);
    expect(redacts("constructor", schema)).toBe(false);
    expect(redacts("hasOwnProperty.call", { properties: { secret: marked } })).toBe(false);
  });

  test("recursion ends, and what goes on for ever below is in it", () => {
    const schema = { properties: { parent: { $ref: "#" }, secret: marked, name: {} } };
    expect(redacts("parent", schema)).toBe(true);
    expect(redacts("parent.parent.parent", schema)).toBe(true);
    expect(redacts("parent.parent.name", schema)).toBe(false);
    expect(redacts("a", { allOf: [{ $ref: "#" }], properties: { secret: marked } })).toBe(false);
    expect(redacts("a", { anyOf: [{ $ref: "other.json" }] }, { "schemas/other.json": { $ref: "context.json" } })).toBe(
      false,
    );
  });

  test("references to nothing, bad patterns and keywords of the wrong shape are passed over", () => {
    const schema = {
      properties: { secret: marked, user: { $ref: "#/nowhere" } },
      patternProperties: { "(": marked },
      allOf: "all",
      anyOf: [null, 1],
      dependentSchemas: { a: ["b"] },
      additionalProperties: 3,
    };
    expect(redacts("user.email", schema)).toBe(false);
    expect(redacts("secret", schema)).toBe(true);
    expect(redacts("user", { properties: [], $ref: 4, "x-rototo-redact": false })).toBe(false);
  });

  test("a schema nested very deep", () => {
    let schema: JsonValue = marked;
    for (let level = 0; level < 2_000; level++) schema = { properties: { a: schema }, allOf: [{ title: "a" }] };
    expect(redacts("a.a", schema)).toBe(true);
    expect(redacts("b", { properties: { a: schema, b: {} } })).toBe(false);
  });

  test("the work stays in proportion when parts refer to parts many times over", () => {
    const $defs: Record<string, JsonValue> = { d60: { properties: { secret: marked, name: {} } } };
    for (let index = 0; index < 60; index++) {
      const next = { $ref: `#/$defs/d${index + 1}` };
      $defs[`d${index}`] = { allOf: [next, next], properties: { child: next, other: next } };
    }
    const schema = { $ref: "#/$defs/d0", $defs };
    expect(redacts(Array(40).fill("child").join("."), schema)).toBe(true);
    expect(redacts("secret", schema)).toBe(true);
    expect(redacts("name", schema)).toBe(false);
  });
});
