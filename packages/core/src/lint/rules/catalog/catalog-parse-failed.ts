import { defineRule } from "../../rule.js";

export const catalogParseFailed = defineRule({
  code: "catalog-parse-failed",
  entity: "catalog",
  stage: "document",
  severity: "error",
  title: "A catalog file cannot be read",
  help: "Write the file as UTF-8 text in TOML, with values that JSON can hold exactly.",
  why: "Without its catalog file nothing says what the entries must look like.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = 1
schema = ⟦⟧../schemas/limits.schema.json
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
  *check({ broken }) {
    if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
  },
});
