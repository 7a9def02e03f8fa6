import { FALLBACK_ENVIRONMENT } from "../../../model/read-manifest.js";
import { defineRule } from "../../rule.js";

export const variableEnvMissingDefault = defineRule({
  code: "variable-env-missing-default",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable has no fallback branch",
  help: "Add [env._] with the value for every environment that has no branch of its own.",
  why: "An environment without a branch, also one that is added later, would get no value.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["dev", "prod"]
`,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[⟦env⟧.prod]
value = "standard"
`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["dev", "prod"]
`,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[env._]
value = "standard"
`,
    },
  },
  *check({ env, branches }) {
    if (env.state !== "present" || branches.some(({ name }) => name === FALLBACK_ENVIRONMENT)) return;
    yield { at: env.place, message: "env has no branch _" };
  },
});
