import { writtenVariable, type Diagnostic, type JsonObject } from "@rototo/core";
import type { Command, Invocation } from "../arguments/command.js";
import { WorkspaceInvalidError } from "../failure/workspace-invalid-error.js";
import { ConfiguredValue } from "../output/present-json.js";
import { requireEntity, type EntityKind } from "../workspace/entity-kind.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { openWorkspace, type OpenWorkspace } from "../workspace/open-workspace.js";
import { idPositional } from "./shared-definitions.js";

/** `rototo KIND get ID`: prints the file as it is, or as JSON its document as it is written, with external values added. */
export function entityGet(kind: EntityKind): Command {
  return {
    path: [kind, "get"],
    description: `Print the file of a ${kind}, or with --json its normalised content`,
    positionals: [idPositional(kind)],
    async run(invocation) {
      const { arguments: given, output } = invocation;
      const id = given.required("id");
      const workspace = await openWorkspace(invocation);
      const { path, broken } = requireEntity(workspace.model, kind, id);
      const document = workspace.documents.get(path);
      if (output.json ? broken?.kind === "parse" || broken?.kind === "unsafe-link" : typeof document !== "string")
        throw await unreadable(workspace, path, invocation);
      if (!output.json) {
        if (typeof document === "string") output.file(document);
        return 0;
      }
      const value = new ConfiguredValue(written(workspace, kind, id));
      output.document({ workspace: workspace.name, id, uri: `${kind}://${id}`, path, value });
      return 0;
    },
  };
}

function written({ model }: OpenWorkspace, kind: EntityKind, id: string): JsonObject {
  if (kind === "qualifier") return model.qualifiers.get(id)?.written ?? {};
  const variable = model.variables.get(id);
  return variable === undefined ? {} : writtenVariable(variable);
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
