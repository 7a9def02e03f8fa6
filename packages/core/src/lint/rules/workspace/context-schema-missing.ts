import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";
import { contextAttribute, type WrittenAttribute } from "../../predicate-attribute.js";

export const contextSchemaMissing = defineRule({
  code: "context-schema-missing",
  entity: "workspace",
  stage: "advice",
  severity: "warning",
  title: "Qualifiers read the context, but no schema describes it",
  help: "Add schemas/context.schema.json, or name another schema as `schema` under [context] in the manifest.",
  why: "Without a schema a context that lacks a field, or has it of another type, silently makes the qualifier false.",
  examples: {
    reported: aroundQualifier(`schema_version = 1

[[predicate]]
attribute = ⟦"account.plan"⟧
op = "eq"
value = "enterprise"
`),
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
  *check({ manifest, qualifiers }) {
    if (manifest.missing || manifest.broken !== undefined || manifest.contextTable.state !== "missing") return;
    if (manifest.contextSchemaPath !== undefined) return;
    const readings: { readonly id: string; readonly reading: WrittenAttribute }[] = [];
    for (const { id, predicates } of qualifiers.values()) {
      const reading = predicates.map(contextAttribute).find((written) => written !== undefined);
      if (reading !== undefined) readings.push({ id, reading });
    }
    const [first] = readings;
    if (first === undefined) return;
    const count = readings.length === 1 ? "a qualifier reads" : `${readings.length} qualifiers read`;
    yield {
      at: first.reading.place,
      message: `${count} the context, but no context schema is declared`,
      target: { kind: "qualifier", id: first.id },
    };
  },
});
