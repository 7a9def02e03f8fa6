import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const VARIABLE = 'schema_version = 1\nschema = "../schemas/a.json"\nvalues.a = 1\nresolve.default = "a"\n';

/** Lints schemas of which `a` is in use; each finding as `code path`. */
const lintSchemas = (schemas: Readonly<Record<string, unknown>>) =>
  lintFiles({
    "variables/x.toml": VARIABLE,
    ...Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        `schemas/${name}.json`,
        typeof schema === "string" ? schema : JSON.stringify(schema),
      ]),
    ),
  }).map(({ code, path }) => `${code} ${path}`);

describe("schema-invalid", () => {
  it("reports a schema that nothing uses, too", () => {
    expect(lintSchemas({ a: true, b: { minimum: "1" } })).toContain("schema-invalid schemas/b.json");
  });

  it("reports a file once, and not those that refer to it", () => {
    expect(lintSchemas({ a: { $ref: "b.json" }, b: { $ref: "c.json" }, c: { type: 1 } })).toEqual([
      "schema-invalid schemas/c.json",
    ]);
    expect(lintSchemas({ a: { $ref: "b.json" }, b: { $ref: "c.json" }, c: "{" })).toEqual([
      "schema-parse-failed schemas/c.json",
    ]);
    expect(lintSchemas({ a: { $ref: "b.json" }, b: { $ref: "https://example.com/x" } })).toEqual([
      "schema-unsafe-ref schemas/b.json",
    ]);
  });

  it("reports each of several files, also where they refer to each other", () => {
    const circle = (to: string) => ({ properties: { next: { $ref: `${to}.json` } }, required: 1 });
    expect(lintSchemas({ a: circle("b"), b: circle("c"), c: circle("a") })).toEqual([
      "schema-invalid schemas/a.json",
      "schema-invalid schemas/b.json",
      "schema-invalid schemas/c.json",
    ]);
  });

  it("reports references to nothing, each where it stands", () => {
    const schema = {
      properties: { a: { $ref: "nothing.json" }, b: { $ref: "#/$defs/b" }, c: { $ref: "b.json#/$defs/c" } },
    };
    expect(lintSchemas({ a: schema, b: true })).toEqual(
      Array.from({ length: 3 }, () => "schema-invalid schemas/a.json"),
    );
  });

  it("accepts schemas that refer to each other in a circle", () => {
    const circle = (to: string) => ({ properties: { next: { $ref: `${to}.json` } } });
    expect(lintSchemas({ a: circle("b"), b: circle("a") })).toEqual([]);
  });

  it("reports a loop that never looks into the value, at least once", () => {
    expect(lintSchemas({ a: { $ref: "b.json" }, b: { $ref: "a.json" } })).not.toEqual([]);
  });

  it("lints a long chain of schemas whose last one is broken", () => {
    const length = 1000;
    const chain: Record<string, unknown> = { a: { $ref: "s0.json" } };
    for (let number = 0; number < length; number++) chain[`s${number}`] = { $ref: `s${number + 1}.json` };
    expect(lintSchemas({ ...chain, [`s${length}`]: { type: "nothing" } })).toEqual([
      `schema-invalid schemas/s${length}.json`,
    ]);
  });

  it("reports a schema that is made of more than 100,000", () => {
    const properties = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, {}]));
    expect(lintSchemas({ a: { properties } })).toEqual(["schema-invalid schemas/a.json"]);
  });

  it("reports once a schema that applies too many others to one value, wherever it is used", () => {
    const $defs: Record<string, unknown> = { l40: { type: "object" } };
    for (let level = 0; level < 40; level += 1) {
      const next = { $ref: `#/$defs/l${level + 1}` };
      $defs[`l${level}`] = { allOf: [next, next] };
    }
    const files = {
      "rototo-workspace.toml": 'schema_version = 1\n[context]\nschema = "schemas/b.json"\n',
      "qualifiers/q.toml": 'schema_version = 1\n[[predicate]]\nattribute = "x.y"\nop = "exists"\nvalue = true\n',
      "schemas/a.json": JSON.stringify({ $ref: "#/$defs/l0", $defs }),
      "schemas/b.json": JSON.stringify({ properties: { x: { $ref: "a.json" } } }),
    };
    const found = lintFiles(files).map(({ code, path, message }) => [code, path, message]);
    expect(found.filter(([code]) => code !== "qualifier-unreferenced")).toEqual([
      ["schema-invalid", "schemas/a.json", expect.stringContaining("applies more than 1,000 schemas")],
    ]);
  });
});
