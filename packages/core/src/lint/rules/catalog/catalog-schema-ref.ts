import { schemaReferenceProblem } from "../../schema-reference-problem.js";
import { defineRule } from "../../rule.js";

export const catalogSchemaRef = defineRule({
  code: "catalog-schema-ref",
  entity: "catalog",
  stage: "reference",
  severity: "error",
  title: "A catalog names a schema that is no schema of the workspace",
  help: "Name a .json file in schemas/, relative to the catalog's file: `../schemas/name.schema.json`.",
  why: "Entries whose schema cannot be found reach the application unchecked.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = 1
schema = ⟦"../schemas/limit.schema.json"⟧
`,
      "schemas/limits.schema.json": `{ "type": "object" }
`,
    },
    accepted: {
      "catalogs/limits.toml": `schema_version = 1
schema = "../schemas/limits.schema.json"
`,
      "schemas/limits.schema.json": `{ "type": "object" }
`,
    },
  },
  *check({ path, schema }, context) {
    yield* schemaReferenceProblem(path, schema, context.model, context.suggest);
  },
});
