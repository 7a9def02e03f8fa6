import { describe, expect, it } from "vitest";
import { createDocuments } from "../../../documents/documents.js";
import { readWorkspace } from "../../../read-workspace.js";
import { ajvEngine } from "../../../schema/ajv/index.js";
import { lintWorkspace } from "../../lint-workspace.js";

function lint(written: string, qualifier: string) {
  const documents = createDocuments({
    "rototo-workspace.toml": "schema_version = 1\n",
    "qualifiers/launched.toml": qualifier,
    "variables/x.toml": `schema_version = 1
type = "int"
values.a = 1
values.b = 2
resolve.default = "a"
resolve.rule = [{ qualifier = "${written}", value = "b" }]
`,
  });
  const { diagnostics } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  return diagnostics.map(({ code, help }) => [code, /Did you mean `(.*)`/.exec(help ?? "")?.[1]]);
}

const SOUND = 'schema_version = 1\npredicate = [{ attribute = "rototo.now", op = "exists", value = true }]\n';

describe("variable-rule-unknown-qualifier", () => {
  it("knows the spelling of attributes for a near miss", () => {
    expect(lint("qualifier.launched", SOUND)).toEqual([["rototo/variable-rule-unknown-qualifier", "launched"]]);
  });

  it("takes a broken qualifier for known", () => {
    expect(lint("launched", "=")).toEqual([["rototo/qualifier-parse-failed", undefined]]);
  });

  it("never finds what an object inherits", () => {
    expect(lint("constructor", SOUND)).toContainEqual(["rototo/variable-rule-unknown-qualifier", undefined]);
  });
});
