import { EXAMPLE_CATALOG } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const catalogEntryParseFailed = defineRule({
  code: "catalog-entry-parse-failed",
  entity: "catalog",
  stage: "document",
  severity: "error",
  title: "A catalog entry cannot be read",
  help: "Write the file as UTF-8 text in TOML, with values that JSON can hold exactly.",
  why: "An entry that cannot be read cannot be given to the application when a variable selects it.",
  examples: {
    reported: {
      "catalogs/limits.toml": `schema_version = 1
schema = "../schemas/limits.schema.json"
`,
      "catalogs/limits-entries/growth.toml": `projects = ⟦nan⟧
`,
      "schemas/limits.schema.json": `{ "type": "object" }
`,
    },
    accepted: {
      ...EXAMPLE_CATALOG,
    },
  },
  *check({ entries }) {
    for (const { broken } of entries.values()) {
      if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
    }
  },
});
