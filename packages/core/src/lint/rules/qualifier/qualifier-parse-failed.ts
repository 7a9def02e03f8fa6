import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierParseFailed = defineRule({
  code: "qualifier-parse-failed",
  entity: "qualifier",
  stage: "document",
  severity: "error",
  title: "A qualifier's file cannot be read",
  help: "Make it a TOML file in UTF-8, with values that JSON can hold.",
  why: "A condition that cannot be read would leave the rules that name it without an answer.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = "eq"
value = ⟦⟧enterprise
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
  *check({ broken }) {
    if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
  },
});
