import { resolveReference } from "../../../model/resolve-reference.js";
import { invalidFields, requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const variableLintShape = defineRule({
  code: "variable-lint-shape",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable does not name its custom lint script in the right way",
  help: 'Write `lint = { path = "../lint/name.lua" }`, relative to the variable\'s file.',
  why: "A policy whose script is not named in the right way would silently not be checked.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"

[lint]
path = ⟦"../../lint/limit.lua"⟧
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
  *check({ path, lint, lintPath }) {
    yield* invalidFields([lint]);
    if (lint.state === "present") yield* requiredField(lintPath, "path");
    if (lintPath.state === "present" && resolveReference(path, lintPath.value).kind === "outside") {
      yield { at: lintPath.place, message: `path is not a relative path inside the workspace: ${lintPath.value}` };
    }
  },
});
