import { keyOf } from "../../../documents/place.js";
import { variableType } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";

export const variableValueDuplicate = defineRule({
  code: "variable-value-duplicate",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A value key is declared both inline and in a file of its own",
  help: "Remove one of the two values.",
  why: "Which of the two the application gets would depend on how the files are read, not on what they say.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
⟦standard⟧ = 10

[resolve]
default = "standard"
`,
      "variables/limit-values/standard.toml": `value = 20
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
    if (variableType(variable)?.kind === "catalog") return;
    for (const { inline, external } of variable.duplicateValues) {
      const { path } = external.place;
      yield {
        at: keyOf(inline.place),
        message: `value ${inline.key} is also declared in ${path}`,
        related: [{ message: "the other value", at: { path } }],
      };
    }
  },
});
