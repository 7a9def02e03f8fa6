import { defineRule } from "../../rule.js";

export const workspaceOrphanDirectory = defineRule({
  code: "workspace-orphan-directory",
  entity: "workspace",
  stage: "reference",
  severity: "warning",
  title: "A directory of values or entries belongs to nothing",
  help: "Name the directory after its variable or catalog, or remove it.",
  why: "Files in it look like configuration, but no variable and no catalog ever reads them.",
  examples: {
    reported: {
      "variables/limit-values/large.toml": `value = 100
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[resolve]
default = "large"
`,
      "variables/limit-values/large.toml": `value = 100
`,
    },
  },
  *check({ orphanDirectories, catalogs, variables }, { suggest }) {
    for (const directory of orphanDirectories) {
      const inCatalogs = directory.startsWith("catalogs/");
      const id = directory.slice(directory.indexOf("/") + 1, directory.lastIndexOf("-"));
      const owners = inCatalogs ? catalogs : variables;
      const kind = inCatalogs ? "catalog" : "variable";
      yield {
        at: { path: directory },
        message: `directory has no ${kind}: ${id}`,
        suggestion: suggest(id, owners.keys()),
        target: { kind, id },
      };
    }
  },
});
