import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const SCHEMA = JSON.stringify({
  type: "object",
  required: ["model"],
  properties: { model: { type: "string" }, limits: { type: "array", items: { type: "integer" } } },
});
const VARIABLE = 'schema_version = 1\nschema = "../schemas/x.json"\nresolve.default = "a"\n';

const lintValues = (inline: string, others: Record<string, string> = {}) =>
  lintFiles({ "variables/x.toml": VARIABLE + inline, "schemas/x.json": SCHEMA, ...others })
    .filter(({ code }) => code !== "variable-value-unused")
    .map(({ code, path, line, character, message }) => [code, path, line, character, message]);

const code = "variable-value-schema-mismatch";

describe("variable-value-schema-mismatch", () => {
  it("points inside inline tables and lists", () => {
    expect(lintValues('values.a = { model = "m", limits = [1, "2"] }\n')).toEqual([
      [code, "variables/x.toml", 3, 39, "value a at /limits/1 must be integer"],
    ]);
  });

  it("points inside external files, under [value] and without it", () => {
    const files = {
      "variables/x-values/a.toml": "[value]\nmodel = 3\n",
      "variables/x-values/b.toml": "limits = []\nmodel = 3\n",
    };
    expect(lintValues("", files)).toEqual([
      [code, "variables/x-values/a.toml", 1, 8, "value a at /model must be string"],
      [code, "variables/x-values/b.toml", 1, 8, "value b at /model must be string"],
    ]);
  });

  it("points at the table that lacks something, and reports each violation", () => {
    const found = lintValues('[values.a]\nlimits = ["x", "y"]\n');
    expect(found.map(([, , line]) => line)).toEqual([3, 4, 4]);
  });

  it("lists a bounded number of violations of one value, and says how many more there are at least", () => {
    const found = lintValues(`values.a = { model = "m", limits = [${'"x",'.repeat(1000)}] }\n`);
    expect(found).toHaveLength(21);
    expect(found.map(([, , , , message]) => message)).toContain("value a breaks its schema in at least 80 more ways");
  });

  it("leaves a schema that cannot be used, and a value that cannot be read, to their own rules", () => {
    expect(lintValues("values.a = 1\n", { "schemas/x.json": '{ "type": "nothing" }' }).map(([code]) => code)).toEqual([
      "schema-invalid",
    ]);
    expect(lintValues("", { "variables/x-values/a.toml": "value =" }).map(([code]) => code)).toEqual([
      "value-parse-failed",
    ]);
  });
});
