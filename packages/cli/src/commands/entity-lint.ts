import type { Command } from "../arguments/command.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { reportDiagnostics } from "../output/report-diagnostics.js";
import { requireEntity, type EntityKind } from "../workspace/entity-kind.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { neededPaths } from "../workspace/needed-paths.js";
import { openWorkspace } from "../workspace/open-workspace.js";
import { idPositional } from "./shared-definitions.js";

/**
 * `rototo KIND lint ID`: lints the whole workspace, since files refer to each other, and
 * reports what this id needs to give its answers: what stands in its files, and in those
 * that they lead to.
 */
export function entityLint(kind: EntityKind): Command {
  return {
    path: [kind, "lint"],
    description: `Print what lint says about one ${kind}`,
    positionals: [idPositional(kind)],
    async run(invocation) {
      const { arguments: given, output } = invocation;
      const id = given.required("id");
      const workspace = await openWorkspace(invocation);
      requireEntity(workspace.model, kind, id);
      const needed = neededPaths(workspace.model, kind, id);
      const report = await lintOpenWorkspace(workspace, invocation);
      const diagnostics = report.diagnostics.filter(({ path }) => needed.has(path));
      if (!output.json) return reportDiagnostics(diagnostics, workspace, `${kind}://${id}`, output);
      output.document({ workspace: workspace.name, diagnostics: diagnosticsJson(diagnostics) });
      return diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
    },
  };
}
