import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const codes = (files: Record<string, string>) =>
  lintFiles({ "schemas/a.json": "true", ...files })
    .map(({ code, path }) => `${code} ${path}`)
    .filter((found) => found.startsWith("schema-unreferenced"));

const VARIABLE = 'schema_version = 1\nschema = "../schemas/a.json"\nvalues.a = 1\nresolve.default = "a"\n';

describe("schema-unreferenced", () => {
  it.each<[string, Record<string, string>]>([
    ["the manifest", { "rototo-workspace.toml": 'schema_version = 1\ncontext.schema = "schemas/a.json"\n' }],
    ["a variable", { "variables/x.toml": VARIABLE }],
    ["a catalog", { "catalogs/x.toml": 'schema_version = 1\nschema = "../schemas/a.json"\n' }],
  ])("counts what %s names", (_what, files) => {
    expect(codes(files)).toEqual([]);
    expect(codes({ ...files, "schemas/b.json": "true" })).toEqual(["schema-unreferenced schemas/b.json"]);
  });

  it("counts references of other schemas, not a schema's own", () => {
    expect(
      codes({ "variables/x.toml": VARIABLE, "schemas/a.json": '{ "$ref": "b.json" }', "schemas/b.json": "true" }),
    ).toEqual([]);
    const own = '{ "properties": { "next": { "$ref": "#" } } }';
    expect(codes({ "schemas/a.json": own })).toEqual(["schema-unreferenced schemas/a.json"]);
  });

  it("counts the context schema that is found by its name", () => {
    expect(lintFiles({ "schemas/context.schema.json": "{}" })).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ["a broken manifest", { "rototo-workspace.toml": "=" }],
    ["a context of the wrong shape", { "rototo-workspace.toml": "schema_version = 1\ncontext = 1\n" }],
    ["a broken variable", { "variables/x.toml": "=" }],
    ["a variable without type and schema", { "variables/x.toml": VARIABLE.replace("schema =", "scema =") }],
    [
      "a variable that names a schema that does not exist",
      { "variables/x.toml": VARIABLE.replace("a.json", "b.json") },
    ],
    ["a variable that names something else", { "variables/x.toml": VARIABLE.replace("../schemas/a.json", "a.json") }],
    ["a broken catalog", { "catalogs/x.toml": "=" }],
    ["a catalog without a schema", { "catalogs/x.toml": "schema_version = 1\n" }],
    ["a broken schema", { "schemas/b.json": "{" }],
  ])("is silent where %s may hold the reference", (_what, files) => {
    expect(codes(files)).toEqual([]);
  });
});
