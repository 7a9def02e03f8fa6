import { describe, expect, it } from "vitest";
import { createDocuments, type Document } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { customLintTasks } from "./custom-lint-tasks.js";

const SCRIPT = "function lint(variable) end\n";

function tasks(files: Record<string, Document>) {
  const manifest = 'schema_version = 1\n[environments]\nvalues = ["prod", "dev"]\n';
  return customLintTasks(
    readWorkspace(createDocuments({ "rototo-workspace.toml": manifest, "lint/limit.lua": SCRIPT, ...files })),
  );
}

const variable = `schema_version = 1
description = "Projects"
schema = "../schemas/limit.json"
lint.path = "../lint/limit.lua"
[values]
standard = 10
[env._]
value = "standard"
[[env._.rule]]
qualifier = "enterprise"
value = "large"
`;

describe("customLintTasks", () => {
  it("gives the script and the expanded variable", () => {
    expect(tasks({ "variables/limit.toml": variable, "variables/limit-values/large.toml": "value = 20\n" })).toEqual([
      {
        variable: {
          id: "limit",
          uri: "variable://limit",
          path: "variables/limit.toml",
          description: "Projects",
          schema: "../schemas/limit.json",
          values: { standard: 10, large: 20 },
          env: { _: { value: "standard", rule: [{ qualifier: "enterprise", value: "large" }] } },
          toml: {
            schema_version: 1,
            description: "Projects",
            schema: "../schemas/limit.json",
            lint: { path: "../lint/limit.lua" },
            values: { standard: 10, large: 20 },
            env: { _: { value: "standard", rule: [{ qualifier: "enterprise", value: "large" }] } },
          },
          workspace: { environments: ["prod", "dev"] },
        },
        script: "lint/limit.lua",
        source: SCRIPT,
      },
    ]);
  });

  it("gives resolve with an empty list where there are no rules, and no environments where none are declared", () => {
    const files = {
      "rototo-workspace.toml": "schema_version = 1\n",
      "variables/limit.toml": 'type = "int"\nlint.path = "../lint/limit.lua"\nvalues.a = 1\nresolve.default = "a"\n',
    };
    expect(tasks(files)[0]?.variable).toEqual({
      id: "limit",
      uri: "variable://limit",
      path: "variables/limit.toml",
      type: "int",
      values: { a: 1 },
      resolve: { default: "a", rule: [] },
      toml: { type: "int", lint: { path: "../lint/limit.lua" }, values: { a: 1 }, resolve: { default: "a" } },
      workspace: { environments: [] },
    });
  });

  it("gives catalog entries as values, and one task per variable in id order", () => {
    const byCatalog = 'type = "catalog:limits"\nlint.path = "../lint/limit.lua"\nresolve.default = "growth"\n';
    const found = tasks({
      "variables/b.toml": byCatalog,
      "variables/a.toml": byCatalog,
      "catalogs/limits.toml": "schema_version = 1\n",
      "catalogs/limits-entries/growth.toml": "value = 1\n",
    });
    expect(found.map(({ variable: { id, values } }) => [id, values])).toEqual([
      ["a", { growth: { value: 1 } }],
      ["b", { growth: { value: 1 } }],
    ]);
  });

  it.each<[string, Record<string, Document>]>([
    ["no lint", { "variables/limit.toml": variable.replace(/^lint.*\n/m, "") }],
    ["a script that is not there", { "variables/limit.toml": variable.replace("limit.lua", "other.lua") }],
    ["a script outside the workspace", { "variables/limit.toml": variable.replace("../lint", "../../lint") }],
    [
      "a script that cannot be read",
      { "variables/limit.toml": variable, "lint/limit.lua": { unreadable: "encoding" } },
    ],
    ["a broken variable", { "variables/limit.toml": `${variable}\n[variable]\n` }],
    ["a broken value", { "variables/limit.toml": variable, "variables/limit-values/x.toml": "x" }],
    [
      "a broken value beside one of the same key",
      { "variables/limit.toml": variable, "variables/limit-values/standard.toml": "x" },
    ],
    [
      "values that are no table",
      { "variables/limit.toml": variable.replace("[values]\nstandard = 10", "").replace("lint", "values = 1\nlint") },
    ],
    ["an unknown catalog", { "variables/limit.toml": variable.replace(/^schema =.*\n/m, 'type = "catalog:x"\n') }],
  ])("leaves out a variable with %s", (_what, files) => {
    expect(tasks(files)).toEqual([]);
  });

  it("leaves out a branch or a rule that lacks a field", () => {
    const unsound = variable.replace('value = "large"', "").replace("[env._]", "[env.prod]\n[env._]");
    expect(tasks({ "variables/limit.toml": unsound })[0]?.variable.env).toEqual({ _: { value: "standard", rule: [] } });
  });
});
