import { catalogSchemaPath } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";
import { schemaMismatches } from "../../schema-mismatch.js";

export const catalogEntrySchemaMismatch = defineRule({
  code: "catalog-entry-schema-mismatch",
  entity: "catalog",
  stage: "value",
  severity: "error",
  title: "A catalog entry does not match the catalog's schema",
  help: "Change the entry, or the schema that the catalog names.",
  why: "The schema is what the application may rely on, whichever entry is selected.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = 1
schema = "../schemas/limits.schema.json"
`,
      "catalogs/limits-entries/growth.toml": `[limits]
projects = ⟦"100"⟧
`,
      "schemas/limits.schema.json": `{
  "type": "object",
  "properties": {
    "limits": { "type": "object", "properties": { "projects": { "type": "integer" } } }
  }
}
`,
    },
    accepted: {
      "catalogs/limits.toml": `schema_version = 1
schema = "../schemas/limits.schema.json"
`,
      "catalogs/limits-entries/growth.toml": `[limits]
projects = 100
`,
      "schemas/limits.schema.json": `{
  "type": "object",
  "properties": {
    "limits": { "type": "object", "properties": { "projects": { "type": "integer" } } }
  }
}
`,
    },
  },
  *check(catalog, context) {
    const path = catalogSchemaPath(catalog);
    const schema = path === undefined ? undefined : context.schema(path);
    for (const entry of catalog.entries.values()) yield* schemaMismatches(`entry ${entry.key}`, entry, schema);
  },
});
