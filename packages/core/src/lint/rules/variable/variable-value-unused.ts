import { keyOf } from "../../../documents/place.js";
import { branchSelections } from "../../../model/branch-selections.js";
import { variableType } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";

export const variableValueUnused = defineRule({
  code: "variable-value-unused",
  entity: "variable",
  stage: "advice",
  severity: "warning",
  title: "No branch selects a value",
  help: "Select the value in a branch, or remove it.",
  why: "A value that nothing selects is often one that a rule was meant to select.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10
⟦large⟧ = 20

[resolve]
default = "standard"
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
  *check(variable) {
    // A catalog's entries are shared: another variable may select them, or nothing yet.
    if (variableType(variable)?.kind === "catalog") return;
    const selected = new Set(branchSelections(variable).map(({ key }) => key));
    for (const value of variable.values.values()) {
      if (!selected.has(value.key)) yield { at: keyOf(value.place), message: `no branch selects value ${value.key}` };
    }
  },
});
