import type { BranchModel, RuleModel } from "../../../model/workspace-model.js";
import { EXAMPLE_QUALIFIER } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const variableRuleSelectsDefaultValue = defineRule({
  code: "variable-rule-selects-default-value",
  entity: "variable",
  stage: "advice",
  severity: "warning",
  title: "A rule selects what its branch selects anyway",
  help: "Remove the rule, or let it select another value.",
  why: "The rule changes nothing. Often it is a copy whose value was never changed.",
  examples: {
    reported: {
      ...EXAMPLE_QUALIFIER,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"

[[resolve.rule]]
qualifier = "launched"
value = ⟦"standard"⟧
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
    for (const branch of branches) {
      for (const { value } of rulesWithoutEffect(branch)) {
        if (value.state === "present")
          yield { at: value.place, message: `rule selects ${value.value}, which the branch selects anyway` };
      }
    }
  },
});

/** The rules at the end of the branch that select its default, but for those that can never match. */
function rulesWithoutEffect({ selected, rules }: BranchModel): readonly RuleModel[] {
  if (selected.state !== "present" || rules.length === 0) return [];
  const differing = rules.findLastIndex(({ value }) => value.state !== "present" || value.value !== selected.value);
  const decided = new Set<string>();
  return rules.filter(({ index, qualifier }) => {
    if (qualifier.state !== "present" || decided.has(qualifier.value)) return false;
    decided.add(qualifier.value);
    return index > differing;
  });
}
