import { keyOf } from "../../../documents/place.js";
import { defineRule } from "../../rule.js";

export const variableTypeSource = defineRule({
  code: "variable-type-source",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable does not have exactly one of type and schema",
  help: "Give the variable either a `type` or a `schema`.",
  why: "The type or the schema is what the application may rely on. Without one nothing checks the values; with two they may disagree.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"
⟦schema⟧ = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "type": "integer", "minimum": 1 }
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
      "schemas/limit.schema.json": `{ "type": "integer", "minimum": 1 }
`,
    },
  },
  *check({ type, schema }) {
    if (type.state === "missing" && schema.state === "missing") {
      yield { at: type.place, message: "neither type nor schema says what the values are" };
    }
    if (type.state === "present" && schema.state === "present") {
      yield {
        at: keyOf(schema.place),
        message: "schema stands beside type",
        help: "Keep `type` or `schema`, and remove the other.",
        related: [{ message: "the type", at: keyOf(type.place) }],
      };
    }
  },
});
