import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const CATALOG = 'schema_version = 1\nschema = "../schemas/x.json"\n';

describe("catalog-entry-schema-mismatch", () => {
  it("reports each violation of each entry, in the entry's file, also of a document whose only key is value", () => {
    const found = lintFiles({
      "catalogs/x.toml": CATALOG,
      "catalogs/x-entries/a.toml": "[value]\nb = 1\n",
      "catalogs/x-entries/b.toml": 'b = "1"\nc = true\n',
      "schemas/x.json":
        '{ "required": ["b"], "properties": { "b": { "type": "integer" }, "c": { "type": "string" } } }',
    });
    expect(found.map(({ code, path, line, character }) => [code, path, line, character])).toEqual([
      ["catalog-entry-schema-mismatch", "catalogs/x-entries/a.toml", 0, 0],
      ["catalog-entry-schema-mismatch", "catalogs/x-entries/b.toml", 0, 4],
      ["catalog-entry-schema-mismatch", "catalogs/x-entries/b.toml", 1, 4],
    ]);
  });

  it("leaves entries that cannot be read, and schemas that cannot be used, to their own rules", () => {
    const files = { "catalogs/x.toml": CATALOG, "catalogs/x-entries/a.toml": "a =", "catalogs/x-entries/b.toml": "" };
    const codes = (schema: string) => lintFiles({ ...files, "schemas/x.json": schema }).map(({ code }) => code);
    expect(codes('{ "required": ["b"] }')).toEqual(["catalog-entry-parse-failed", "catalog-entry-schema-mismatch"]);
    expect(codes('{ "required": 3 }')).toEqual(["catalog-entry-parse-failed", "schema-invalid"]);
  });
});
