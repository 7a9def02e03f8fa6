import { kindOf, type JsonValue } from "../../../json/json-value.js";
import { isComparisonOperator, OPERATORS } from "../../../operators/operators.js";
import { ACCEPTS, VALUE_WORDS } from "../../../operators/value-kind.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateValue = defineRule({
  code: "qualifier-predicate-value",
  entity: "qualifier",
  stage: "value",
  severity: "error",
  title: "A predicate's value is missing or of the wrong kind for its operator",
  help: "Give the value that the operator compares with.",
  why: "A comparison with a value of the wrong kind is never true, so its rules would silently never match.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.seats"
op = "gte"
value = ⟦"100"⟧
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.seats"
op = "gte"
value = 100
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    for (const { op, value } of predicates) {
      if (op.state !== "present" || !isComparisonOperator(op.value)) continue;
      const kind = OPERATORS[op.value].value;
      const takes = `${op.value} takes ${VALUE_WORDS[kind]}`;
      if (value.state === "missing") yield { at: value.place, message: `value is missing: ${takes}` };
      if (value.state !== "present" || ACCEPTS[kind](value.value)) continue;
      yield { at: value.place, message: `${takes}, found ${describe(value.value)}` };
    }
  },
});

function describe(value: JsonValue): string {
  return typeof value === "object" ? kindOf(value) : `${kindOf(value)} ${JSON.stringify(value)}`;
}
