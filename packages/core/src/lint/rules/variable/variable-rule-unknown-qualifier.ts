import { EXAMPLE_QUALIFIER } from "../../example-files.js";
import { defineRule } from "../../rule.js";

const ATTRIBUTE_PREFIX = "qualifier.";

export const variableRuleUnknownQualifier = defineRule({
  code: "variable-rule-unknown-qualifier",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A rule names a qualifier that does not exist",
  help: "Name a qualifier by the stem of its file in qualifiers/, or add that file.",
  why: "A rule with an unknown condition could never be decided.",
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
qualifier = ⟦"lunched"⟧
value = "large"
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
  *check({ branches }, context) {
    const { qualifiers } = context.model;
    for (const { rules } of branches) {
      for (const { qualifier } of rules) {
        if (qualifier.state !== "present" || qualifiers.has(qualifier.value)) continue;
        const { value: id, place: at } = qualifier;
        const bare = id.startsWith(ATTRIBUTE_PREFIX) ? id.slice(ATTRIBUTE_PREFIX.length) : id;
        const suggestion = qualifiers.has(bare) ? bare : context.suggest(bare, qualifiers.keys());
        yield { at, message: `rule references unknown qualifier: ${id}`, suggestion };
      }
    }
  },
});
