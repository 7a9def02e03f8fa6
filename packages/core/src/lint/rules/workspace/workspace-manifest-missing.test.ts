import { expect, it } from "vitest";
import { lintWorkspace } from "../../lint-workspace.js";
import { readWorkspace } from "../../../read-workspace.js";
import { ajvEngine } from "../../../schema/ajv/index.js";
import { variableUsing } from "../../example-workspace.js";

function codesOf(files: Readonly<Record<string, string>>): string[] {
  const model = readWorkspace(new Map(Object.entries(files)));
  return lintWorkspace(model, { schemaEngine: ajvEngine }).diagnostics.map(({ code }) => code);
}

it("does not hide problems in other files, nor guesses at environments and context", () => {
  expect(codesOf({})).toEqual(["rototo/workspace-manifest-missing"]);
  expect(
    codesOf({
      "qualifiers/enterprise.toml": 'schema_version = 1\n[[predicate]]\nattribute = "plan"\nop = "equals"\nvalue = 1\n',
      "variables/limit.toml": variableUsing("enterprise"),
    }),
  ).toEqual(["rototo/workspace-manifest-missing", "rototo/qualifier-predicate-unknown-op"]);
});
