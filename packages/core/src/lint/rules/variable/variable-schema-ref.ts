import { schemaReferenceProblem } from "../../schema-reference-problem.js";
import { defineRule } from "../../rule.js";

export const variableSchemaRef = defineRule({
  code: "variable-schema-ref",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A variable names a schema that is no schema of the workspace",
  help: "Name a .json file in schemas/, relative to the variable's file: `../schemas/name.schema.json`.",
  why: "Values whose schema cannot be found reach the application unchecked.",
  examples: {
    reported: {
      "variables/agent.toml": `schema_version = 1
schema = ⟦"../schemas/agnt.schema.json"⟧

[values.standard]
model = "small"

[resolve]
default = "standard"
`,
      "schemas/agent.schema.json": `{ "type": "object" }
`,
    },
    accepted: {
      "variables/agent.toml": `schema_version = 1
schema = "../schemas/agent.schema.json"

[values.standard]
model = "small"

[resolve]
default = "standard"
`,
      "schemas/agent.schema.json": `{ "type": "object" }
`,
    },
  },
  *check({ path, type, schema }, context) {
    if (type.state === "missing") yield* schemaReferenceProblem(path, schema, context.model, context.suggest);
  },
});
