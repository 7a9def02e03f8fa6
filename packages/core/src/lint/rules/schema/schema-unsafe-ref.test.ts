import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const VARIABLE = 'schema_version = 1\nschema = "../schemas/a.json"\nvalues.a = 1\nresolve.default = "a"\n';

describe("schema-unsafe-ref", () => {
  it("reports every reference that leaves the workspace, and none that is data", () => {
    const schema = `{
  "properties": {
    "a": { "$ref": "https://example.com/a.json" },
    "b": { "$ref": "../../b.json" },
    "c": { "$ref": "file:///etc/passwd" },
    "d": { "const": { "$ref": "https://example.com/d.json" } }
  }
}`;
    const found = lintFiles({ "variables/x.toml": VARIABLE, "schemas/a.json": schema });
    expect(found.map(({ code, line, character }) => [code, line, character])).toEqual([
      ["schema-unsafe-ref", 2, 19],
      ["schema-unsafe-ref", 3, 19],
      ["schema-unsafe-ref", 4, 19],
    ]);
  });
});
