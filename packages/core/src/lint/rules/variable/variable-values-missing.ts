import { variableType } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";

export const variableValuesMissing = defineRule({
  code: "variable-values-missing",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable has no values",
  help: "Declare values under `values`, or in files of the directory named for the variable with -values behind.",
  why: "A variable without values has nothing to give to the application.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[⟦values⟧]

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
    const type = variableType(variable);
    if (type === undefined || type.kind === "catalog") return;
    if (variable.inlineValues.state === "invalid" || variable.values.size > 0) return;
    yield { at: variable.inlineValues.place, message: `variable ${variable.id} has no values` };
  },
});
