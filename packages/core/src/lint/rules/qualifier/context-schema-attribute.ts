import { declaredNames, findAttribute } from "../../../schema/questions/find-attribute.js";
import type { LintContext } from "../../lint-context.js";
import { defineRule } from "../../rule.js";
import { knownContextSchema } from "../../known-context-schema.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";
import { contextAttribute } from "../../predicate-attribute.js";

export const contextSchemaAttribute = defineRule({
  code: "context-schema-attribute",
  entity: "qualifier",
  stage: "reference",
  severity: "error",
  title: "A predicate reads an attribute that the context schema does not declare",
  help: "Declare the attribute in the context schema, or read a declared one.",
  why: "An attribute that no application promises to send is missing, so the predicate would silently be false.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = ⟦"account.plna"⟧
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
  *check({ predicates }, context) {
    const { model } = context;
    const schema = knownContextSchema(model);
    if (schema === undefined || context.schema(schema)?.ok !== true) return;
    for (const predicate of predicates) {
      const written = contextAttribute(predicate);
      if (written === undefined) continue;
      const { path } = written.attribute;
      if (context.attribute(path, schema).declared) continue;
      yield {
        at: written.place,
        message: `context schema does not declare the attribute: ${written.text}`,
        suggestion: nearMiss(path, schema, context),
        related: [{ message: "the context schema", at: { path: schema } }],
      };
    }
  },
});

/** The attribute with its first undeclared part put right. */
function nearMiss(path: readonly string[], schema: string, { model, suggest }: LintContext): string | undefined {
  const resources = model.schemaResources;
  const index = path.findIndex((_, last) => !findAttribute(path.slice(0, last + 1), schema, resources).declared);
  const before = path.slice(0, index);
  const closest = suggest(path[index] ?? "", declaredNames(before, schema, resources));
  if (closest === undefined) return undefined;
  const meant = [...before, closest, ...path.slice(index + 1)];
  return findAttribute(meant, schema, resources).declared ? meant.join(".") : undefined;
}
