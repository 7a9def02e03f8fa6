import { defineRule } from "../../rule.js";

export const variableParseFailed = defineRule({
  code: "variable-parse-failed",
  entity: "variable",
  stage: "document",
  severity: "error",
  title: "A variable file cannot be read",
  help: "Write the file as UTF-8 text in TOML, with values that JSON can hold exactly.",
  why: "Nothing of a file that cannot be read is known, so the application would not get this variable at all.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = ⟦9007199254740993⟧

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
  *check({ broken }) {
    if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
  },
});
