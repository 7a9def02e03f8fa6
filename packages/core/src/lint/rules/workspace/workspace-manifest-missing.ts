import { MANIFEST_PATH } from "../../../documents/document-kind.js";
import { defineRule } from "../../rule.js";

export const workspaceManifestMissing = defineRule({
  code: "workspace-manifest-missing",
  entity: "workspace",
  stage: "document",
  severity: "error",
  title: "The workspace has no manifest",
  help: "Add a rototo-workspace.toml with `schema_version = 1` at the root, or name the directory that holds it.",
  why: "The manifest marks the root of a workspace and declares its environments; without it rototo may be reading the wrong directory.",
  examples: {
    reported: {
      "rototo-workspace.toml": null,
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
    accepted: {
      "rototo-workspace.toml": "schema_version = 1\n",
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
  },
  *check(model) {
    if (model.missing || !model.manifest.missing) return;
    yield {
      at: { path: "" },
      message: `no ${MANIFEST_PATH} at the root`,
      target: { kind: "manifest", id: MANIFEST_PATH },
    };
  },
});
