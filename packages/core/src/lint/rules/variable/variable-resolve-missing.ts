import { keyOf } from "../../../documents/place.js";
import { defineRule } from "../../rule.js";

export const variableResolveMissing = defineRule({
  code: "variable-resolve-missing",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable does not have exactly one of env and resolve",
  help: "Select values per environment under `env`, or for every environment under `resolve`.",
  why: "Without a selection nothing says which value the application gets; with both the two may disagree.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[env._]
value = "standard"

[⟦resolve⟧]
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
  *check({ env, resolve }) {
    if (env.state === "missing" && resolve.state === "missing") {
      yield { at: resolve.place, message: "neither env nor resolve selects a value" };
    }
    if (env.state === "present" && resolve.state === "present") {
      yield {
        at: keyOf(resolve.place),
        message: "resolve stands beside env",
        help: "Keep `env` or `resolve`, and remove the other.",
        related: [{ message: "env", at: keyOf(env.place) }],
      };
    }
  },
});
