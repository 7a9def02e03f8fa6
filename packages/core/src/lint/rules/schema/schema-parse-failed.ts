import { defineRule } from "../../rule.js";

export const schemaParseFailed = defineRule({
  code: "schema-parse-failed",
  entity: "schema",
  stage: "document",
  severity: "error",
  title: "A schema file cannot be read",
  help: "Write the file as UTF-8 text in JSON.",
  why: "What a schema that cannot be read was meant to check reaches the application unchecked.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "type": "integer", ⟦⟧}
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
      "schemas/limit.schema.json": `{ "type": "integer" }
`,
    },
  },
  *check({ broken }) {
    if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
  },
});
