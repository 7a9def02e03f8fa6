import { expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { schemaReferences } from "./schema-references.js";

function targets(schema: JsonValue, others: Record<string, JsonValue> = {}): Record<string, unknown> {
  const resources = new Map<string, JsonValue>([["schemas/a.json", schema], ...Object.entries(others)]);
  return Object.fromEntries(
    [...schemaReferences("schemas/a.json", schema, resources)].map(({ pointer, target }) => [pointer, target]),
  );
}

test("every reference is told with where it leads", () => {
  const schema = {
    $defs: { plan: { type: "string" } },
    properties: {
      inside: { $ref: "#/$defs/plan" },
      file: { $ref: "parts/plan.json#/x" },
      missing: { $ref: "../other/none.json" },
      remote: { $ref: "https://example.com/a.json" },
      up: { $ref: "../../a.json" },
      root: { $ref: "/a.json" },
      disk: { $ref: "file:///a.json" },
      identified: { $ref: "https://example.com/known" },
    },
  };
  const others = { "schemas/parts/plan.json": { x: true }, "schemas/b.json": { $id: "https://example.com/known" } };
  expect(targets(schema, others)).toEqual({
    "/properties/inside/$ref": { kind: "inside" },
    "/properties/file/$ref": { kind: "workspace", path: "schemas/parts/plan.json" },
    "/properties/missing/$ref": { kind: "workspace", path: "other/none.json" },
    "/properties/remote/$ref": { kind: "remote" },
    "/properties/up/$ref": { kind: "outside" },
    "/properties/root/$ref": { kind: "outside" },
    "/properties/disk/$ref": { kind: "outside" },
    "/properties/identified/$ref": { kind: "workspace", path: "schemas/b.json" },
  });
});

test("data is not searched", () => {
  const data = { $ref: "https://example.com/x" };
  expect(
    targets({ enum: [data], const: data, default: data, examples: [data], "x-note": data, properties: { $ref: true } }),
  ).toEqual({});
});

test("a $ref of draft-07 hides what stands beside it", () => {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $ref: "#/definitions/a",
    not: { $ref: "b.json" },
    definitions: { a: { not: { $ref: "c.json" } } },
  };
  expect(Object.keys(targets(schema)).sort()).toEqual(["/$ref", "/definitions/a/not/$ref"]);
});

test("what a reference makes a schema of is searched too", () => {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    not: { $ref: "#/$defs/a" },
    $defs: { a: { $ref: "b.json" }, unused: { $ref: "c.json" } },
  };
  expect(Object.keys(targets(schema)).sort()).toEqual(["/$defs/a/$ref", "/not/$ref"]);
});

test("trouble says what is wrong, and only then", () => {
  const schema = { allOf: [{ $ref: "#" }, { $ref: "#/none" }] };
  expect([...schemaReferences("a.json", schema)].map(({ trouble }) => trouble)).toEqual(
    expect.arrayContaining([undefined, expect.stringContaining("has nothing there")]),
  );
});

test("without the other files, what is named by $id alone is remote", () => {
  const [reference] = schemaReferences("a.json", { $ref: "https://example.com/known" });
  expect(reference?.target).toEqual({ kind: "remote" });
});
