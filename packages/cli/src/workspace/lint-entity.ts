import type { Invocation } from "../arguments/command.js";
import type { ExitStatus } from "../failure/exit-status.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { reportDiagnostics } from "../output/report-diagnostics.js";
import { requireEntity, type EntityKind } from "./entity-kind.js";
import { lintOpenWorkspace } from "./lint-open-workspace.js";
import { neededPaths } from "./needed-paths.js";
import { openWorkspace } from "./open-workspace.js";

/**
 * `lint ID`: lints the whole workspace, since files refer to each other, and reports
 * what this id needs to give its answers: what stands in its files, and in those that
 * they lead to.
 */
export async function lintEntity(kind: EntityKind, invocation: Invocation): Promise<ExitStatus> {
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
}
