import { defineRule } from "../../rule.js";

export const workspaceNotFound = defineRule({
  code: "workspace-not-found",
  entity: "workspace",
  stage: "document",
  severity: "error",
  title: "The workspace directory does not exist",
  help: "Check the path, or create the directory with a rototo-workspace.toml in it.",
  why: "Without a directory there is nothing to read: an application would have no configuration at all.",
  examples: {
    reported: "no directory",
    accepted: { "rototo-workspace.toml": "schema_version = 1\n" },
  },
  *check(model) {
    if (model.missing) yield { at: { path: "" }, message: "no such directory" };
  },
});
