import { invalidFields, requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const catalogShape = defineRule({
  code: "catalog-shape",
  entity: "catalog",
  stage: "shape",
  severity: "error",
  title: "A catalog has no schema, or a field is of the wrong type",
  help: "Give the catalog a `schema`, the path of a JSON Schema in schemas/; it and the `description` are strings.",
  why: "The schema is what makes a catalog: without it nothing checks the entries.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = 1
description = ⟦["Account limits"]⟧
schema = "../schemas/limits.schema.json"
`,
      "schemas/limits.schema.json": `{ "type": "object" }
`,
    },
    accepted: {
      "catalogs/limits.toml": `schema_version = 1
description = "Account limits"
schema = "../schemas/limits.schema.json"
`,
      "schemas/limits.schema.json": `{ "type": "object" }
`,
    },
  },
  *check({ description, schema }) {
    yield* invalidFields([description]);
    yield* requiredField(schema, "schema");
  },
});
