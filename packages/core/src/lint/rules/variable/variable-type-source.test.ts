import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const REST = 'values.a = 1\nresolve.default = "a"\n';

describe("variable-type-source", () => {
  it("points at the table that has neither", () => {
    expect(lintFiles({ "variables/x.toml": `schema_version = 1\n${REST}` })).toMatchObject([
      { code: "variable-type-source", line: 0, character: 0 },
    ]);
    expect(lintFiles({ "variables/x.toml": `schema_version = 1\n[variable]\n${REST}` })).toMatchObject([
      { code: "variable-type-source", line: 1, character: 1 },
    ]);
  });

  it("is silent where one of the two is of the wrong type", () => {
    const found = lintFiles({
      "variables/x.toml": `schema_version = 1\ntype = 1\nschema = "../schemas/x.json"\n${REST}`,
    });
    expect(found.map(({ code }) => code)).toEqual(["variable-shape"]);
  });

  it("is the only one to report a variable with both, however wrong they are", () => {
    const found = lintFiles({
      "variables/x.toml": `schema_version = 1\ntype = "nit"\nschema = "../schemas/x.json"\n${REST}`,
    });
    expect(found.map(({ code }) => code)).toEqual(["variable-type-source"]);
  });
});
