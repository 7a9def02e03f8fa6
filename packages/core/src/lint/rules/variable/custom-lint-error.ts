import { customLintScript } from "../../../model/custom-lint-script.js";
import type { WorkspaceModel } from "../../../model/workspace-model.js";
import { documentKind } from "../../../documents/document-kind.js";
import type { CustomLintFailure } from "../../custom-finding.js";
import { prefixedNames } from "../../prefixed-names.js";
import { defineRule, type Finding } from "../../rule.js";

export const customLintError = defineRule({
  code: "custom-lint-error",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A custom lint script is missing or cannot do its work",
  help: "Name a .lua file in lint/ that defines `lint` or `lint_value`, keeps within its limits and returns nil or a list of findings.",
  why: "A policy that cannot run does not protect anything, so the workspace counts as not checked.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"

[lint]
path = ⟦"../lint/limits.lua"⟧
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
  *check(variable, context) {
    const { lintPath } = variable;
    const script = customLintScript(variable);
    if (script === undefined || lintPath.state !== "present") return;
    const at = lintPath.place;
    const missing = missingScript(script, context.model);
    if (missing !== undefined) {
      if (missing.message !== undefined) {
        const candidates = prefixedNames("../", context.model.customLints.keys());
        const suggestion = context.suggest(lintPath.value, candidates);
        yield { at, message: missing.message, suggestion, related: missing.related ?? [] };
      }
      return;
    }
    for (const finding of context.customFindingsOf(variable.id)) {
      if (finding.kind === "failure") yield { at, message: finding.message, related: [placeInScript(finding)] };
    }
  },
});

/** Why there is no such script to run, without a message when another rule says so; `undefined` when there is one. */
function missingScript(
  script: string,
  { customLints, brokenScripts }: WorkspaceModel,
): Pick<Partial<Finding>, "message" | "related"> | undefined {
  if (customLints.has(script)) return undefined;
  if (documentKind(script)?.kind !== "custom-lint")
    return { message: `script is not a .lua file directly in lint/: ${script}` };
  const broken = brokenScripts.get(script);
  if (broken === undefined) return { message: `script does not exist: ${script}` };
  if (broken.kind !== "parse") return {};
  const related = [{ message: "in the script", at: broken.place }];
  return { message: `script cannot be read: ${script} (${broken.message})`, related };
}

function placeInScript({ script, line }: CustomLintFailure): NonNullable<Finding["related"]>[number] {
  const at = line === undefined ? { path: script } : { path: script, position: { line: line - 1, character: 0 } };
  return { message: "in the script", at };
}
