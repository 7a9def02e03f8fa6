import { kindOf, type JsonValue } from "../../../json/json-value.js";
import { expectedValue } from "./operator.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "./example-workspace.js";

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
      const expected = op.state === "present" ? expectedValue(op.value) : undefined;
      if (op.state !== "present" || expected === undefined) continue;
      if (value.state === "missing")
        yield { at: value.place, message: `value is missing: ${op.value} takes ${expected.words}` };
      if (value.state !== "present" || expected.accepts(value.value)) continue;
      yield { at: value.place, message: `${op.value} takes ${expected.words}, found ${describe(value.value)}` };
    }
  },
});

function describe(value: JsonValue): string {
  return typeof value === "object" ? kindOf(value) : `${kindOf(value)} ${JSON.stringify(value)}`;
}
