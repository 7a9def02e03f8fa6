import { customLintScript } from "../../../model/custom-lint-script.js";
import type { WorkspaceModel } from "../../../model/workspace-model.js";
import { defineRule } from "../../rule.js";

export const customLintUnreferenced = defineRule({
  code: "custom-lint-unreferenced",
  entity: "workspace",
  stage: "advice",
  severity: "warning",
  title: "No variable names a lint script",
  help: "Name the script under `lint` of each variable that it is for, or remove the file.",
  why: "A script runs for the variables that name it, so a policy that nobody names does not protect anything.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "lint/limit.lua": `function lint_value(value) end
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"

[lint]
path = "../lint/limit.lua"
`,
      "lint/limit.lua": `function lint_value(value) end
`,
    },
  },
  *check(model) {
    const named = namedScripts(model);
    if (named === undefined) return;
    for (const [path, source] of model.customLints) {
      if (named.has(path)) continue;
      const finding = { at: { path }, message: `no variable names ${path}` };
      yield registersHandlers(source)
        ? {
            ...finding,
            severity: "error",
            message: `${finding.message}; it defines \`register\`, which is not called`,
            help: `Define \`lint\` or \`lint_value\` in place of the handlers, and write \`lint = { path = "../${path}" }\` into each variable that the script is for.`,
          }
        : finding;
    }
  },
});

/** Every script that a variable names; `undefined` where a mistake may hide the name of one. */
function namedScripts({ variables, customLints }: WorkspaceModel): ReadonlySet<string> | undefined {
  const named = new Set<string>();
  for (const variable of variables.values()) {
    const { broken, lint, lintPath } = variable;
    if (broken !== undefined || lint.state === "invalid") return undefined;
    if (lint.state === "missing") continue;
    const script = lintPath.state === "present" ? customLintScript(variable) : undefined;
    if (script === undefined || !customLints.has(script)) return undefined;
    named.add(script);
  }
  return named;
}

/** Scripts of the original's later form have one global function that registers the others for the whole workspace. */
function registersHandlers(source: string): boolean {
  const code = source.replaceAll(/--\[(=*)\[[^]*?\]\1\]/g, "");
  return /^[ \t]*(?:function[ \t]+register[ \t]*\(|register[ \t]*=[ \t]*function\b)/m.test(code);
}
