import { describe, expect, it } from "vitest";
import { createDocuments } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { writtenVariable } from "./written-variable.js";

function written(files: Record<string, string>) {
  return writtenVariable(readWorkspace(createDocuments(files)).variables.get("limit")!);
}

const external = {
  "variables/limit-values/large.toml": "value = 20\n",
  "variables/limit-values/broken.toml": "value = ",
};

describe("a variable as it is written", () => {
  it("keeps the tabled spelling, with external values under it", () => {
    const tabled = `schema_version = 1\n[variable]\ntype = "int"\nowner = "us"\n[variable.values]\nsmall = 1\n[variable.env._]\nvalue = "small"\n`;
    expect(written({ "variables/limit.toml": tabled, ...external })).toEqual({
      schema_version: 1,
      variable: { type: "int", owner: "us", values: { small: 1, large: 20 }, env: { _: { value: "small" } } },
    });
  });

  it("keeps the flat spelling, also where no value is inline", () => {
    const flat = `schema_version = 1\ntype = "int"\n[resolve]\ndefault = "large"\n`;
    expect(written({ "variables/limit.toml": flat, ...external })).toEqual({
      schema_version: 1,
      type: "int",
      values: { large: 20 },
      resolve: { default: "large" },
    });
  });

  it("shows of a key in both places the inline value, and of a broken file nothing", () => {
    const flat = `type = "int"\n[values]\nlarge = 1\n`;
    expect(written({ "variables/limit.toml": flat, ...external })).toEqual({ type: "int", values: { large: 1 } });
    expect(written({ "variables/limit.toml": "type =", ...external })).toEqual({ values: { large: 20 } });
  });

  it("has keys such as __proto__ as plain data", () => {
    const flat = `[values]\n"__proto__" = 1\n`;
    const values = written({ "variables/limit.toml": flat, "variables/limit-values/constructor.toml": "value = 2" })[
      "values"
    ];
    expect(JSON.stringify(values)).toBe(`{"__proto__":1,"constructor":2}`);
  });

  it("has no entries of a catalog", () => {
    const files = {
      "variables/limit.toml": `type = "catalog:limits"\n`,
      "catalogs/limits.toml": "schema_version = 1\n",
      "catalogs/limits-entries/a.toml": "projects = 1\n",
    };
    expect(written(files)).toEqual({ type: "catalog:limits" });
  });
});
