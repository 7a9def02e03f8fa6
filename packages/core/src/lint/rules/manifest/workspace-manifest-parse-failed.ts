import { defineRule } from "../../rule.js";

export const workspaceManifestParseFailed = defineRule({
  code: "workspace-manifest-parse-failed",
  entity: "manifest",
  stage: "document",
  severity: "error",
  title: "The manifest cannot be read",
  help: "Make it a TOML file in UTF-8.",
  why: "Without its manifest a workspace has no known environments, so nothing of it may be resolved.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["dev", "prod"
⟦⟧`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["dev", "prod"]
`,
    },
  },
  *check({ broken }) {
    if (broken?.kind === "parse") yield { at: broken.place, message: broken.message };
  },
});
