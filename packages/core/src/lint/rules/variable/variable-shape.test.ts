import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

describe("variable-shape", () => {
  it("reports every field of the wrong type", () => {
    const found = lintFiles({
      "variables/x.toml":
        'schema_version = 1\ndescription = 1\ntype = ["int"]\nvalues = "a"\n[resolve]\ndefault = "a"\n',
    });
    expect(found).toMatchObject([
      { code: "variable-shape", line: 1, message: "description must be a string, found number 1" },
      { code: "variable-shape", line: 2, message: "type must be a string, found list" },
      { code: "variable-shape", line: 3, message: 'values must be a table, found string "a"' },
    ]);
  });

  it("reports [variable] that is no table, and nothing else", () => {
    expect(lintFiles({ "variables/x.toml": "schema_version = 1\nvariable = 3\n" })).toMatchObject([
      { code: "variable-shape", line: 1, message: "variable must be a table, found number 3" },
    ]);
  });

  it("reports mixed spellings once, however many fields stand at the top", () => {
    const file =
      'schema_version = 1\ntype = "int"\nvalues.a = 1\nresolve.default = "b"\n[variable]\ndescription = "x"\n';
    expect(lintFiles({ "variables/x.toml": file })).toMatchObject([
      { code: "variable-shape", line: 1, message: "type stands at the top level of a file that also has [variable]" },
    ]);
  });
});
