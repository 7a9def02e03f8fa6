import { defineRule } from "../../rule.js";

export const valueParseFailed = defineRule({
  code: "value-parse-failed",
  entity: "variable",
  stage: "document",
  severity: "error",
  title: "An external value file cannot be read",
  help: "Write the file as UTF-8 text in TOML, with values that JSON can hold exactly.",
  why: "A value that cannot be read cannot be given to the application when a branch selects it.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "number"

[resolve]
default = "standard"
`,
      "variables/limit-values/standard.toml": `value = ⟦inf⟧
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "number"

[resolve]
default = "standard"
`,
      "variables/limit-values/standard.toml": `value = 1.5
`,
    },
  },
  *check({ values, duplicateValues }) {
    for (const { broken } of values.values()) {
      if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
    }
    for (const { external } of duplicateValues) {
      const { broken } = external;
      if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
    }
  },
});
