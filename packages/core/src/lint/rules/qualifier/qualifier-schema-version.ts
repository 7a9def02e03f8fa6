import { requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierSchemaVersion = defineRule({
  code: "qualifier-schema-version",
  entity: "qualifier",
  stage: "shape",
  severity: "error",
  title: "A qualifier does not say `schema_version = 1`",
  help: "Write `schema_version = 1` at the top of the file.",
  why: "The version says how the file is to be read, so that a later format cannot be mistaken for this one.",
  examples: {
    reported: aroundQualifier(
      `schema_version = ⟦2⟧

[[predicate]]
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
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ schemaVersion }) {
    yield* requiredField(schemaVersion, "schema_version");
  },
});
