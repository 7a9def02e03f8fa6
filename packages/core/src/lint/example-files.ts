import type { ExampleFiles } from "./rule.js";

/** A qualifier for the examples of rules: it reads no context, so it needs no context schema. */
export const EXAMPLE_QUALIFIER: ExampleFiles = {
  "qualifiers/launched.toml": `schema_version = 1

[[predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-01-01T00:00:00Z
`,
};

/** A catalog with one entry, `growth`, for the examples of rules. */
export const EXAMPLE_CATALOG: ExampleFiles = {
  "catalogs/limits.toml": `schema_version = 1
schema = "../schemas/limits.schema.json"
`,
  "catalogs/limits-entries/growth.toml": `projects = 100
`,
  "schemas/limits.schema.json": `{ "type": "object" }
`,
};
