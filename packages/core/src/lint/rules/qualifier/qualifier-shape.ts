import { invalidField, invalidFields } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierShape = defineRule({
  code: "qualifier-shape",
  entity: "qualifier",
  stage: "document",
  severity: "error",
  title: "A qualifier mixes the spellings, or has a field of the wrong type",
  help: "Put all fields under [qualifier], or all of them at the top level, each of its type.",
  why: "Where two readings are possible, the wrong accounts could match.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1
match = ⟦"some"⟧

[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1
match = "any"

[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ broken, description, match, predicateList }) {
    if (broken?.kind === "mixed-spelling") {
      yield {
        at: broken.place,
        message: `${broken.field} stands at the top level, but the file has a [${broken.table}] table`,
      };
    }
    if (broken?.kind === "shape") yield invalidField(broken.field);
    yield* invalidFields([description, match, predicateList]);
  },
});
