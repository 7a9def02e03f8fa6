import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const codes = (files: Record<string, string>) => lintFiles(files).map(({ code }) => code);

describe("variable-values-missing", () => {
  it("points at the table that has no values", () => {
    expect(
      lintFiles({ "variables/x.toml": 'schema_version = 1\n[variable]\ntype = "int"\nresolve.default = "a"\n' }),
    ).toMatchObject([{ code: "variable-values-missing", line: 1 }]);
  });

  it("takes external values for values, broken or not", () => {
    const variable = 'schema_version = 1\ntype = "int"\nresolve.default = "a"\n';
    expect(codes({ "variables/x.toml": variable, "variables/x-values/a.toml": "value = 1" })).toEqual([]);
    expect(codes({ "variables/x.toml": variable, "variables/x-values/a.toml": "value = " })).toEqual([
      "value-parse-failed",
    ]);
  });

  it("is silent where the type, or values itself, is wrong", () => {
    expect(codes({ "variables/x.toml": 'schema_version = 1\ntype = "nit"\nresolve.default = "a"\n' })).toEqual([
      "variable-unknown-type",
    ]);
    expect(
      codes({ "variables/x.toml": 'schema_version = 1\ntype = "int"\nvalues = []\nresolve.default = "a"\n' }),
    ).toEqual(["variable-shape"]);
  });
});
