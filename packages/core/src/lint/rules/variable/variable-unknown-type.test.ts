import { describe, expect, it } from "vitest";
import { createDocuments } from "../../../documents/documents.js";
import { readWorkspace } from "../../../read-workspace.js";
import { ajvEngine } from "../../../schema/ajv/index.js";
import { lintWorkspace } from "../../lint-workspace.js";

function lintType(type: string) {
  const text = `schema_version = 1\ntype = ${JSON.stringify(type)}\nvalues.a = 1\nresolve.default = "a"\n`;
  const documents = createDocuments({
    "rototo-workspace.toml": "schema_version = 1\n",
    "variables/x.toml": text,
    "catalogs/limits.toml": 'schema_version = 1\nschema = "../schemas/limits.json"\n',
    "schemas/limits.json": "{}",
  });
  const { diagnostics } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  return diagnostics.map(({ code, help }) => [code, /Did you mean `(.*)`/.exec(help ?? "")?.[1]]);
}

describe("variable-unknown-type", () => {
  it.each([
    ["Integer", "int"],
    ["boolean", "bool"],
    ["strng", "string"],
    ["catalogs:limits", "catalog:limits"],
    ["catalog limits", "catalog:limits"],
    ["constructor", undefined],
    ["", undefined],
  ])("reports %j alone and suggests %j", (type, suggestion) => {
    expect(lintType(type)).toEqual([["rototo/variable-unknown-type", suggestion]]);
  });

  it("leaves a catalog that does not exist to its own rule", () => {
    expect(lintType("catalog:limit")).toContainEqual(["rototo/variable-unknown-catalog", "catalog:limits"]);
    expect(lintType("catalog:")).toContainEqual(["rototo/variable-unknown-catalog", undefined]);
  });
});
