import { closestName } from "../../../suggest/closest-name.js";
import { isOperator, OPERATORS } from "../../../operators/operators.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

const NAMES = Object.keys(OPERATORS);

export const qualifierPredicateUnknownOp = defineRule({
  code: "qualifier-predicate-unknown-op",
  entity: "qualifier",
  stage: "reference",
  severity: "error",
  title: "A predicate uses an operator that does not exist",
  help: `Use one of ${NAMES.join(", ")}.`,
  why: "rototo cannot decide a condition whose operator it does not know.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = ⟦"equals"⟧
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    for (const { op } of predicates) {
      if (op.state !== "present" || isOperator(op.value)) continue;
      yield { at: op.place, message: `unknown operator: ${op.value}`, suggestion: closestName(op.value, NAMES) };
    }
  },
});
