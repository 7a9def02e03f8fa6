import { requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const catalogSchemaVersion = defineRule({
  code: "catalog-schema-version",
  entity: "catalog",
  stage: "shape",
  severity: "error",
  title: "A catalog file does not say which version of the format it is in",
  help: "Write `schema_version = 1` at the top of the file.",
  why: "The version lets the format grow without a file ever being read in another sense than it was written in.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = ⟦"1"⟧
schema = "../schemas/limits.schema.json"
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
  *check({ schemaVersion }) {
    yield* requiredField(schemaVersion, "schema_version");
  },
});
