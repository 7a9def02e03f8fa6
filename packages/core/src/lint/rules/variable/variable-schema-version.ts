import { requiredField } from "../../invalid-field.js";
import { defineRule } from "../../rule.js";

export const variableSchemaVersion = defineRule({
  code: "variable-schema-version",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable file does not say which version of the format it is in",
  help: "Write `schema_version = 1` at the top of the file.",
  why: "The version lets the format grow without a file ever being read in another sense than it was written in.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = ⟦2⟧
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
  },
  *check({ schemaVersion }) {
    yield* requiredField(schemaVersion, "schema_version");
  },
});
