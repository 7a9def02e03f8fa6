import { qualifierAttribute } from "../../predicate-attribute.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateUnknownQualifier = defineRule({
  code: "qualifier-predicate-unknown-qualifier",
  entity: "qualifier",
  stage: "reference",
  severity: "error",
  title: "A predicate names a qualifier that does not exist",
  help: "Add the qualifier, or name an existing one.",
  why: "A condition that builds on a missing one has no answer.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = ⟦"qualifier.paying"⟧
op = "eq"
value = true
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "qualifier.paying"
op = "eq"
value = true
`,
      {
        ...CONTEXT_SCHEMA,
        "qualifiers/paying.toml": `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = "neq"
value = "free"
`,
      },
    ),
  },
  *check({ predicates }, { model, suggest }) {
    for (const predicate of predicates) {
      const written = qualifierAttribute(predicate);
      if (written === undefined || model.qualifiers.has(written.attribute.id)) continue;
      const closest = suggest(written.attribute.id, model.qualifiers.keys());
      yield {
        at: written.place,
        message: `predicate references unknown qualifier: ${written.attribute.id}`,
        suggestion: closest && `qualifier.${closest}`,
      };
    }
  },
});
