import { keyOf } from "../../../documents/place.js";
import { valueOf } from "../../../model/field.js";
import { FALLBACK_ENVIRONMENT } from "../../../model/read-manifest.js";
import type { ManifestModel } from "../../../model/workspace-model.js";
import { defineRule } from "../../rule.js";

export const variableEnvUnknown = defineRule({
  code: "variable-env-unknown",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A variable has a branch for an environment that the workspace does not declare",
  help: "Declare the environment in the manifest, or name a declared one.",
  why: "Nobody can ask for an undeclared environment, so the branch never applies, while its author believes it does.",
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
large = 20

[env._]
value = "standard"

[env.⟦prd⟧]
value = "large"
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
large = 20

[env._]
value = "standard"

[env.prod]
value = "large"
`,
    },
  },
  *check({ env, branches }, context) {
    const { manifest } = context.model;
    if (env.state !== "present" || !isListSound(manifest)) return;
    const declared = manifest.environments ?? [];
    for (const { name, place } of branches) {
      if (name === FALLBACK_ENVIRONMENT || declared.includes(name)) continue;
      yield manifest.environments === null
        ? {
            at: keyOf(place),
            message: `unknown environment: ${name}, because the workspace declares none`,
            help: "Declare environments in the manifest, or keep [env._] alone.",
          }
        : { at: keyOf(place), message: `unknown environment: ${name}`, suggestion: context.suggest(name, declared) };
    }
  },
});

// An empty list, or one with something else than names in it, is the manifest's mistake: the name may be missing for that alone.
function isListSound({ environments, environmentNames }: ManifestModel): boolean {
  if (environments === undefined) return false;
  return (
    environments === null || (environments.length > 0 && environments.length === valueOf(environmentNames)?.length)
  );
}
