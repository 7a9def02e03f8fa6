import { expandVariable, type Diagnostic, type JsonObject } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import type { ExitStatus } from "../failure/exit-status.js";
import { WorkspaceInvalidError } from "../failure/workspace-invalid-error.js";
import { ConfiguredValue } from "../output/present-json.js";
import { requireEntity, type EntityKind } from "./entity-kind.js";
import { expandQualifier } from "./expand-qualifier.js";
import { lintOpenWorkspace } from "./lint-open-workspace.js";
import { openWorkspace, type OpenWorkspace } from "./open-workspace.js";

/** `get ID`: prints the file as it is, or as JSON its content in one spelling with all values. */
export async function getEntity(kind: EntityKind, invocation: Invocation): Promise<ExitStatus> {
  const { arguments: given, output } = invocation;
  const id = given.required("id");
  const workspace = await openWorkspace(invocation);
  const { path, broken } = requireEntity(workspace.model, kind, id);
  const document = workspace.documents.get(path);
  if (output.json ? broken !== undefined : typeof document !== "string")
    throw await unreadable(workspace, path, invocation);
  if (!output.json) {
    if (typeof document === "string") output.file(document);
    return 0;
  }
  const value = new ConfiguredValue(expand(workspace, kind, id));
  output.document({ workspace: workspace.name, id, uri: `${kind}://${id}`, path, value });
  return 0;
}

function expand({ model }: OpenWorkspace, kind: EntityKind, id: string): JsonObject {
  if (kind === "qualifier") {
    const qualifier = model.qualifiers.get(id);
    return qualifier === undefined ? {} : expandQualifier(qualifier);
  }
  const variable = model.variables.get(id);
  return variable === undefined ? {} : expandVariable(model, variable);
}

/** The file cannot be shown: lint says why. */
async function unreadable(
  workspace: OpenWorkspace,
  path: string,
  invocation: Invocation,
): Promise<WorkspaceInvalidError> {
  const report = await lintOpenWorkspace(workspace, invocation);
  const diagnostics: readonly Diagnostic[] = report.diagnostics.filter((diagnostic) => diagnostic.path === path);
  const { name, documents } = workspace;
  return new WorkspaceInvalidError(`${path} cannot be read`, { workspace: name, diagnostics, documents });
}
