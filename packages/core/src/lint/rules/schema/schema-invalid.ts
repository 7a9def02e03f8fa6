import { defineRule } from "../../rule.js";
import { schemaMistakes } from "../../schema-mistakes.js";

export const schemaInvalid = defineRule({
  code: "schema-invalid",
  entity: "schema",
  stage: "shape",
  severity: "error",
  title: "A schema file is not a JSON Schema that can be used",
  help: "Write it as the draft asks that its `$schema` names; without one, as draft 2020-12 asks.",
  why: "A schema that cannot be used checks nothing.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "type": ⟦"int"⟧ }
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
  check({ path }, context) {
    return schemaMistakes(path, context);
  },
});
