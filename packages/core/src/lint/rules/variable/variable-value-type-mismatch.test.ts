import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const lintValue = (type: string, value: string) =>
  lintFiles({
    "variables/x.toml": `schema_version = 1\ntype = "${type}"\nresolve.default = "a"\nvalues.a = ${value}\n`,
  });

describe("variable-value-type-mismatch", () => {
  it("tells 3.0 from 3", () => {
    expect(lintValue("int", "3")).toEqual([]);
    expect(lintValue("number", "3.0")).toEqual([]);
    expect(lintValue("int", "3.0")).toMatchObject([
      { message: "value a must be an int, found float 3.0", line: 3, character: 11 },
    ]);
  });

  it("takes dates for strings, and tables for no primitive value", () => {
    expect(lintValue("string", "2026-01-01")).toEqual([]);
    expect(lintValue("list", "{ b = [1] }")).toMatchObject([{ message: "value a must be a list, found object" }]);
  });

  it("looks into external files, and reports each value", () => {
    const found = lintFiles({
      "variables/x.toml":
        'schema_version = 1\ntype = "int"\nresolve.default = "a"\nresolve.rule = []\nvalues.c = true\n',
      "variables/x-values/a.toml": "value = 1.0\n",
      "variables/x-values/b.toml": 'value = 1\nunit = "projects"\n',
    });
    expect(found.map(({ code, path, line, message }) => [code, path, line, message])).toEqual([
      ["variable-value-type-mismatch", "variables/x-values/a.toml", 0, "value a must be an int, found float 1.0"],
      ["variable-value-type-mismatch", "variables/x-values/b.toml", 0, "value b must be an int, found object"],
      ["variable-value-type-mismatch", "variables/x.toml", 4, "value c must be an int, found boolean true"],
    ]);
  });
});
