import { canonicalJson } from "../../../json/canonical-json.js";
import { valueOf } from "../../../model/field.js";
import type { PredicateModel } from "../../../model/workspace-model.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateDuplicate = defineRule({
  code: "qualifier-predicate-duplicate",
  entity: "qualifier",
  stage: "advice",
  severity: "warning",
  title: "A qualifier has the same predicate twice",
  help: "Remove one of them, or write the predicate that was meant.",
  why: "The second one changes nothing, so probably something else was meant.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"

[[⟦predicate⟧]]
attribute = "account.plan"
op = "eq"
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

[[predicate]]
attribute = "account.seats"
op = "gte"
value = 100
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    const seen = new Map<string, PredicateModel>();
    for (const predicate of predicates) {
      const meaning = meaningOf(predicate);
      const first = seen.get(meaning);
      if (first === undefined) seen.set(meaning, predicate);
      else
        yield {
          at: predicate.place,
          message: "same predicate as an earlier one",
          related: [{ message: "the earlier one", at: first.place }],
        };
    }
  },
});

function meaningOf({ attribute, op, value, salt, range, percent }: PredicateModel): string {
  return canonicalJson([attribute, op, value, salt, range, percent].map((field) => [valueOf(field) ?? null]));
}
