import type { Place } from "../../../documents/place.js";
import { EXAMPLE_QUALIFIER } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const variableRuleShadowed = defineRule({
  code: "variable-rule-shadowed",
  entity: "variable",
  stage: "advice",
  severity: "warning",
  title: "A rule can never match, because an earlier one has the same qualifier",
  help: "Remove one of the two rules, or give the later one another qualifier.",
  why: "The first rule whose qualifier is true wins, so the later one never selects its value.",
  examples: {
    reported: {
      ...EXAMPLE_QUALIFIER,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10
large = 20
huge = 30

[resolve]
default = "standard"

[[resolve.rule]]
qualifier = "launched"
value = "large"

[[resolve.rule]]
qualifier = ⟦"launched"⟧
value = "huge"
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
      if (rules.length < 2) continue;
      const first = new Map<string, Place>();
      for (const { qualifier } of rules) {
        if (qualifier.state !== "present") continue;
        const earlier = first.get(qualifier.value);
        if (earlier === undefined) {
          first.set(qualifier.value, qualifier.place);
          continue;
        }
        yield {
          at: qualifier.place,
          message: `an earlier rule already decides on qualifier ${qualifier.value}`,
          related: [{ message: "the earlier rule", at: earlier }],
        };
      }
    }
  },
});
