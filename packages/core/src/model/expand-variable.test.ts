import { describe, expect, it } from "vitest";
import { createDocuments } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { expandVariable } from "./expand-variable.js";

function expand(files: Record<string, string>) {
  const model = readWorkspace(createDocuments({ "rototo-workspace.toml": "schema_version = 1\n", ...files }));
  return expandVariable(model, model.variables.get("limit")!);
}

const tabled = `schema_version = 1
[variable]
description = "Projects"
type = "int"
lint = { path = "../lint/limit.lua" }
[variable.values]
standard = 10
[variable.env._]
value = "standard"
[variable.env.prod]
value = "standard"
[[variable.env.prod.rule]]
description = "Big ones"
qualifier = "enterprise"
value = "large"
`;

describe("expandVariable", () => {
  it("shows the fields in the flat spelling, with inline and external values together", () => {
    const expanded = expand({ "variables/limit.toml": tabled, "variables/limit-values/large.toml": "value = 20\n" });
    expect(expanded).toEqual({
      description: "Projects",
      type: "int",
      values: { standard: 10, large: 20 },
      env: {
        _: { value: "standard" },
        prod: { value: "standard", rule: [{ description: "Big ones", qualifier: "enterprise", value: "large" }] },
      },
      lint: { path: "../lint/limit.lua" },
    });
  });

  it("is the same for both spellings", () => {
    const flat = tabled.replace("[variable]\n", "").replaceAll("variable.", "");
    expect(expand({ "variables/limit.toml": flat })).toEqual(expand({ "variables/limit.toml": tabled }));
  });

  it("takes the values of a catalog type from the entries", () => {
    const files = {
      "variables/limit.toml": 'schema_version = 1\ntype = "catalog:limits"\n[resolve]\ndefault = "growth"\n',
      "catalogs/limits.toml": 'schema_version = 1\nschema = "../schemas/limits.json"\n',
      "catalogs/limits-entries/growth.toml": "projects = 100\n",
    };
    expect(expand(files)).toEqual({
      type: "catalog:limits",
      values: { growth: { projects: 100 } },
      resolve: { default: "growth" },
    });
  });

  it("leaves out what could not be read", () => {
    const files = {
      "variables/limit.toml":
        'schema_version = 1\ntype = 3\n[resolve]\ndefault = "large"\n[[resolve.rule]]\nvalue = 3\n',
      "variables/limit-values/large.toml": "value = inf\n",
    };
    expect(expand(files)).toEqual({ values: {}, resolve: { default: "large", rule: [{}] } });
    expect(expand({ "variables/limit.toml": "not toml" })).toEqual({ values: {} });
  });

  it("keeps names such as __proto__ as plain data", () => {
    const expanded = expand({
      "variables/limit.toml":
        'type = "int"\n[values]\n__proto__ = 1\nconstructor = 2\n[env.__proto__]\nvalue = "constructor"\n',
    });
    expect(JSON.stringify(expanded)).toBe(
      '{"type":"int","values":{"__proto__":1,"constructor":2},"env":{"__proto__":{"value":"constructor"}}}',
    );
  });
});
