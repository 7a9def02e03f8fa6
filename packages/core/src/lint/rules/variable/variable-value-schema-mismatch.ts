import { variableType } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";
import { schemaMismatches } from "../../schema-mismatch.js";

export const variableValueSchemaMismatch = defineRule({
  code: "variable-value-schema-mismatch",
  entity: "variable",
  stage: "value",
  severity: "error",
  title: "A value does not match the variable's schema",
  help: "Change the value, or the schema that the variable names.",
  why: "The schema is what the application may rely on, whichever value is selected.",
  examples: {
    reported: {
      "variables/agent.toml": `schema_version = 1
schema = "../schemas/agent.schema.json"

[values.standard]
model = "small"
max_output_tokens = ⟦"1200"⟧

[resolve]
default = "standard"
`,
      "schemas/agent.schema.json": `{
  "type": "object",
  "required": ["model"],
  "properties": {
    "model": { "type": "string" },
    "max_output_tokens": { "type": "integer", "minimum": 1 }
  }
}
`,
    },
    accepted: {
      "variables/agent.toml": `schema_version = 1
schema = "../schemas/agent.schema.json"

[values.standard]
model = "small"
max_output_tokens = 1200

[resolve]
default = "standard"
`,
      "schemas/agent.schema.json": `{
  "type": "object",
  "required": ["model"],
  "properties": {
    "model": { "type": "string" },
    "max_output_tokens": { "type": "integer", "minimum": 1 }
  }
}
`,
    },
  },
  *check(variable, context) {
    const type = variableType(variable);
    if (type?.kind !== "schema" || type.path === undefined) return;
    const schema = context.schema(type.path);
    for (const value of variable.values.values()) yield* schemaMismatches(`value ${value.key}`, value, schema);
  },
});
