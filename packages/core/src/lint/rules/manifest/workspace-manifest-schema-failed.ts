import { placeOf } from "../../../documents/place.js";
import { kindOf } from "../../../json/json-value.js";
import { FALLBACK_ENVIRONMENT } from "../../../model/read-manifest.js";
import type { ManifestModel } from "../../../model/workspace-model.js";
import { invalidFields, requiredField } from "../../invalid-field.js";
import { defineRule, type Finding } from "../../rule.js";

export const workspaceManifestSchemaFailed = defineRule({
  code: "workspace-manifest-schema-failed",
  entity: "manifest",
  stage: "shape",
  severity: "error",
  title: "The manifest has a field of the wrong shape",
  help: "Write `schema_version = 1`, `values` under [environments] as a list of unique names, and `schema` under [context] as a path.",
  why: "Environments and the context schema are the contract with every application; a wrong one must not be guessed at.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ⟦"prod"⟧
`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["prod"]
`,
    },
  },
  *check(manifest) {
    // That there is no file at all is another mistake.
    if (manifest.missing) return;
    yield* requiredField(manifest.schemaVersion, "schema_version");
    yield* invalidFields([manifest.environmentsTable, manifest.contextTable]);
    if (manifest.environmentsTable.state === "present") yield* requiredField(manifest.environmentNames, "values");
    yield* wrongNames(manifest);
    if (manifest.contextTable.state === "present") yield* requiredField(manifest.contextSchema, "schema");
  },
});

function* wrongNames({ environmentNames }: ManifestModel): Generator<Finding> {
  if (environmentNames.state !== "present") return;
  const { value: names, place } = environmentNames;
  if (names.length === 0) {
    yield {
      at: place,
      message: "values is empty",
      help: "Name at least one environment, or remove [environments] for a workspace without them.",
    };
  }
  const firstIndexes = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const at = placeOf(place, index);
    if (typeof name !== "string") {
      yield { at, message: `environment name must be a string, not ${kindOf(name)}` };
      continue;
    }
    const first = firstIndexes.get(name);
    if (first !== undefined) {
      const related = [{ message: "first named here", at: placeOf(place, first) }];
      yield { at, message: `environment is named twice: ${name}`, related };
      continue;
    }
    firstIndexes.set(name, index);
    if (name === FALLBACK_ENVIRONMENT) {
      yield {
        at,
        message: `environment name is reserved: ${name}`,
        help: "`[env._]` stands for every environment; choose another name.",
      };
    }
  }
}
