import type { ExampleFiles } from "./rule.js";

/**
 * A workspace around the qualifier `enterprise`, for the examples of rules: the
 * variable uses it, so that its own file is the only thing an example shows.
 */
export function aroundQualifier(text: string, others: ExampleFiles = {}): ExampleFiles {
  return { "qualifiers/enterprise.toml": text, "variables/limit.toml": variableUsing("enterprise"), ...others };
}

/** A variable whose rule names the qualifier `id`. */
export function variableUsing(id: string): string {
  return `schema_version = 1
type = "int"

[values]
standard = 10
large = 100

[resolve]
default = "standard"

[[resolve.rule]]
qualifier = "${id}"
value = "large"
`;
}

/** A context schema that declares what the examples read. */
export const CONTEXT_SCHEMA: ExampleFiles = {
  "schemas/context.schema.json": `{
  "type": "object",
  "properties": {
    "account": {
      "type": "object",
      "properties": {
        "id": { "type": "string" },
        "plan": { "type": "string" },
        "seats": { "type": "integer" }
      }
    }
  }
}
`,
};
