import { describe, expect, it } from "vitest";
import { createDocuments } from "../../../documents/documents.js";
import { readWorkspace } from "../../../read-workspace.js";
import { ajvEngine } from "../../../schema/ajv/index.js";
import { lintWorkspace } from "../../lint-workspace.js";

function findings(files: Record<string, string>) {
  const documents = createDocuments({ "rototo-workspace.toml": "schema_version = 1\n", ...files });
  return lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine })
    .diagnostics.filter(({ code }) => code === "rototo/custom-lint-unreferenced")
    .map(({ path, severity, help }) => ({ path, severity, help }));
}

const variable = (lint: string) =>
  `schema_version = 1\ntype = "int"\n${lint}\n[values]\nstandard = 10\n[resolve]\ndefault = "standard"\n`;

describe("a script that no variable names", () => {
  it.each([
    ["function register(lint)\n  lint:on({})\nend", "error"],
    ["register = function(lint) end", "error"],
    ["--[[\nfunction register(lint) end\n]]\nfunction lint() end", "warning"],
    ["-- function register(lint) end", "warning"],
    ["local function register(lint) end\nfunction lint() end", "warning"],
    ["function register_all(lint) end", "warning"],
  ])("%j is worth a finding of severity %s", (source, severity) => {
    expect(findings({ "lint/policy.lua": source })).toMatchObject([{ path: "lint/policy.lua", severity }]);
  });

  it("that registers handlers is told how a variable names it", () => {
    expect(findings({ "lint/policy.lua": "function register(lint) end" })[0]?.help).toContain(
      'lint = { path = "../lint/policy.lua" }',
    );
  });

  it("is left alone where a mistake may hide who names it", () => {
    const script = { "lint/policy.lua": "function lint() end" };
    expect(findings({ ...script, "variables/a.toml": "schema_version = " })).toEqual([]);
    expect(findings({ ...script, "variables/a.toml": variable(`lint = "policy"`) })).toEqual([]);
    expect(findings({ ...script, "variables/a.toml": variable(`lint = { path = "../lint/polcy.lua" }`) })).toEqual([]);
  });
});
