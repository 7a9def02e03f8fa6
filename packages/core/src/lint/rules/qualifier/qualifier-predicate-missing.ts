import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateMissing = defineRule({
  code: "qualifier-predicate-missing",
  entity: "qualifier",
  stage: "shape",
  severity: "error",
  title: "A qualifier has no predicate",
  help: "Add a [[qualifier.predicate]], or [[predicate]] in the flat spelling.",
  why: "A qualifier is true when its predicates are; without one it would mean everything or nothing.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[⟦qualifier⟧]
description = "Accounts on the enterprise plan"
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[qualifier]
description = "Accounts on the enterprise plan"

[[qualifier.predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicateList }) {
    if (predicateList.state === "missing") yield { at: predicateList.place, message: "qualifier has no predicate" };
    if (predicateList.state !== "present" || predicateList.value.length > 0) return;
    yield { at: predicateList.place, message: "qualifier has no predicate" };
  },
});
