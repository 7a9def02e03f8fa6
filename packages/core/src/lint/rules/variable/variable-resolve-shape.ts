import { invalidFields, requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const variableResolveShape = defineRule({
  code: "variable-resolve-shape",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A branch of a variable is not of the right shape",
  help: "Give each environment a table with `value`, and `resolve` a `default`: strings that name a value key; `rule` is a list of tables.",
  why: "A branch that cannot be read leaves its environment without a value.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = ⟦10⟧
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
  *check({ env, resolve, branches }) {
    yield* invalidFields([env, resolve]);
    for (const { name, table, selected, ruleList } of branches) {
      if (table.state === "present") yield* requiredField(selected, name === "resolve" ? "default" : "value");
      yield* invalidFields([table, ruleList]);
    }
  },
});
