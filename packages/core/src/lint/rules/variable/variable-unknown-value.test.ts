import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const codes = (files: Record<string, string>) => lintFiles(files).map(({ code, message }) => `${code}: ${message}`);

describe("variable-unknown-value", () => {
  it("looks into every branch, its value and its rules", () => {
    const found = codes({
      "rototo-workspace.toml": 'schema_version = 1\nenvironments.values = ["dev"]\n',
      "qualifiers/q.toml":
        'schema_version = 1\npredicate = [{ attribute = "rototo.now", op = "exists", value = true }]\n',
      "variables/x.toml": `schema_version = 1
type = "int"
values.a = 1
env._.value = "constructor"
env.dev = { value = "a", rule = [{ qualifier = "q", value = "b" }] }
`,
    });
    expect(found).toEqual([
      "variable-unknown-value: default references unknown value: constructor",
      "variable-unknown-value: rule references unknown value: b",
    ]);
  });

  it("reports a selection from a catalog without entries", () => {
    const found = codes({
      "catalogs/limits.toml": 'schema_version = 1\nschema = "../schemas/limits.json"\n',
      "schemas/limits.json": "{}",
      "variables/x.toml": 'schema_version = 1\ntype = "catalog:limits"\nresolve.default = "growth"\n',
    });
    expect(found).toEqual(["variable-unknown-value: default references unknown value: growth"]);
  });

  it("is silent where values could not be read", () => {
    const found = codes({
      "variables/x.toml": 'schema_version = 1\ntype = "int"\nvalues = 1\nresolve.default = "a"\n',
      "variables/x-values/b.toml": "value = 2\n",
    });
    expect(found).toEqual(["variable-shape: values must be a table, found number 1"]);
  });
});
