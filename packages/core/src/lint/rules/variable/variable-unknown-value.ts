import { branchSelections } from "../../../model/branch-selections.js";
import { selectableValues } from "../../../model/selectable-values.js";
import { variableType } from "../../../model/variable-type.js";
import type { VariableModel } from "../../../model/workspace-model.js";
import { defineRule } from "../../rule.js";

export const variableUnknownValue = defineRule({
  code: "variable-unknown-value",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A variable selects a value key that it does not have",
  help: "Declare the key among the values, or select a declared one.",
  why: "A default or rule that names a missing key leaves the application without a value.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = ⟦"standart"⟧
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
  },
  *check(variable, context) {
    const values = selectableValues(variable, context.model);
    if (values === undefined || lacksOwnValues(variable)) return;
    for (const { key, field, from } of branchSelections(variable)) {
      if (values.has(key)) continue;
      yield {
        at: field.place,
        message: `${from} references unknown value: ${key}`,
        suggestion: context.suggest(key, values.keys()),
      };
    }
  },
});

// Then the mistake is that there are none, or that they could not be read. An empty catalog is no mistake in itself.
function lacksOwnValues(variable: VariableModel): boolean {
  if (variableType(variable)?.kind === "catalog") return false;
  return variable.inlineValues.state === "invalid" || variable.values.size === 0;
}
