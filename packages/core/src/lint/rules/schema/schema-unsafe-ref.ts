import { defineRule } from "../../rule.js";
import { isUnsafeReference, placeOfPointer } from "../../schema-mistakes.js";

export const schemaUnsafeRef = defineRule({
  code: "schema-unsafe-ref",
  entity: "schema",
  stage: "reference",
  severity: "error",
  title: "A schema refers to something outside the workspace",
  help: "Copy the schema into schemas/ and refer to it by a relative path.",
  why: "Nothing is ever fetched: what a workspace means must not depend on what another server or directory holds today.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "$ref": ⟦"https://example.com/limit.schema.json"⟧ }
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "$ref": "count.schema.json" }
`,
      "schemas/count.schema.json": `{ "type": "integer", "minimum": 0 }
`,
    },
  },
  *check(schema, context) {
    for (const reference of context.schemaReferences(schema.path)) {
      if (!isUnsafeReference(reference)) continue;
      yield {
        at: placeOfPointer(schema, reference.pointer),
        message: `schema ${reference.trouble ?? `refers to ${reference.ref}`}`,
      };
    }
  },
});
