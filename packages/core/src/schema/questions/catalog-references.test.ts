import { expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { catalogReferences } from "./catalog-references.js";

const model = { type: "string", "x-rototo-catalog": "models" };

function found(value: JsonValue, schema: JsonValue, others: Record<string, JsonValue> = {}): unknown[] {
  const resources = new Map<string, JsonValue>([["schemas/a.json", schema], ...Object.entries(others)]);
  return [...catalogReferences(value, "schemas/a.json", resources)].map(({ path, key, catalogs }) => [
    path.join("/"),
    key,
    catalogs.join(),
  ]);
}

test.each<[string, JsonValue]>([
  ["properties", { properties: { model } }],
  ["$ref", { properties: { model: { $ref: "#/$defs/model" } }, $defs: { model } }],
  ["another file", { properties: { model: { $ref: "model.json" } } }],
  ["allOf", { allOf: [{ properties: { model } }] }],
  ["anyOf", { anyOf: [{ type: "string" }, { properties: { model } }] }],
  ["oneOf", { properties: { model: { oneOf: [{ type: "null" }, model] } } }],
  [
    "a reference of draft-07",
    {
      $schema: "http://json-schema.org/draft-07/schema#",
      $ref: "#/definitions/a",
      definitions: { a: { properties: { model } } },
    },
  ],
])("are found through %s", (_name, schema) => {
  expect(found({ model: "gpt", other: "x" }, schema, { "schemas/model.json": model })).toEqual([
    ["model", "gpt", "models"],
  ]);
});

test("are found in lists", () => {
  expect(found(["a", "b"], { items: model })).toEqual([
    ["0", "a", "models"],
    ["1", "b", "models"],
  ]);
  expect(found(["a", "b"], { prefixItems: [true], items: model })).toEqual([["1", "b", "models"]]);
  expect(found(["a", "b"], { prefixItems: [model] })).toEqual([["0", "a", "models"]]);
  const draft07 = { $schema: "http://json-schema.org/draft-07/schema#", items: [true], additionalItems: model };
  expect(found(["a", "b"], draft07)).toEqual([["1", "b", "models"]]);
});

test("go as deep as the value", () => {
  const tree = { properties: { model, next: { $ref: "#" } } };
  expect(found({ model: "a", next: { next: { model: "b" } } }, tree)).toEqual([
    ["model", "a", "models"],
    ["next/next/model", "b", "models"],
  ]);
});

test("only strings count", () => {
  expect(found({ model: 5 }, { properties: { model } })).toEqual([]);
});

test("alternatives that the value cannot match do not count", () => {
  const schema = {
    oneOf: [
      { properties: { kind: { const: "local" }, model: { "x-rototo-catalog": "local-models" } } },
      { properties: { kind: { const: "hosted" }, model } },
    ],
  };
  expect(found({ kind: "hosted", model: "gpt" }, schema)).toEqual([["model", "gpt", "models"]]);
});

test("an alternative without a mark lets the string be anything", () => {
  const schema = { properties: { model: { anyOf: [model, { const: "none" }] } } };
  expect(found({ model: "none" }, schema)).toEqual([]);
  expect(found({ model: "gpt" }, schema)).toEqual([["model", "gpt", "models"]]);
});

test("alternatives with different marks are one reference with several catalogs", () => {
  const schema = { properties: { model: { anyOf: [model, { "x-rototo-catalog": "local-models" }] } } };
  expect(found({ model: "gpt" }, schema)).toEqual([["model", "gpt", "models,local-models"]]);
});

test("marks that hold together are references of their own", () => {
  const schema = { properties: { model: { ...model, allOf: [{ "x-rototo-catalog": "approved" }] } } };
  expect(found({ model: "gpt" }, schema)).toEqual([
    ["model", "gpt", "models"],
    ["model", "gpt", "approved"],
  ]);
});

test("inherited names are data", () => {
  const value = JSON.parse('{ "__proto__": "a", "constructor": "b" }') as JsonValue;
  expect(found(value, { properties: { model } })).toEqual([]);
  expect(
    found(value, JSON.parse('{ "properties": { "__proto__": { "x-rototo-catalog": "models" } } }') as JsonValue),
  ).toEqual([["__proto__", "a", "models"]]);
});

test("the work stays in proportion to the value when parts refer to parts many times over", () => {
  const node = { properties: { c: { anyOf: [{ $ref: "#/$defs/node" }, { $ref: "#/$defs/node" }] }, model } };
  let value: JsonValue = { model: "gpt" };
  for (let depth = 0; depth < 400; depth += 1) value = { c: value };
  expect(found(value, { $ref: "#/$defs/node", $defs: { node } })).toHaveLength(1);
});
