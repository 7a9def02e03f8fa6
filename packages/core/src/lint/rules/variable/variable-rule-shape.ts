import { invalidFields, requiredField } from "../../invalid-field.js";
import { EXAMPLE_QUALIFIER } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const variableRuleShape = defineRule({
  code: "variable-rule-shape",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A rule of a variable is not of the right shape",
  help: "Give each rule a `qualifier` and a `value`, both strings, and nothing else but a `description`.",
  why: "A rule that cannot be read never selects its value.",
  examples: {
    reported: {
      ...EXAMPLE_QUALIFIER,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10
large = 20

[resolve]
default = "standard"

[[resolve.rule]]
qualifier = "launched"
value = ⟦20⟧
`,
    },
    accepted: {
      ...EXAMPLE_QUALIFIER,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10
large = 20

[resolve]
default = "standard"

[[resolve.rule]]
qualifier = "launched"
value = "large"
`,
    },
  },
  *check({ branches }) {
    for (const { rules } of branches) {
      for (const { isTable, place, description, qualifier, value } of rules) {
        if (!isTable) {
          yield { at: place, message: "rule must be a table" };
          continue;
        }
        yield* invalidFields([description]);
        yield* requiredField(qualifier, "qualifier");
        yield* requiredField(value, "value");
      }
    }
  },
});
