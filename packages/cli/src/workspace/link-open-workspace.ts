import { compileWorkspace, link, type Resolver } from "@rototo/core";
import { WorkspaceInvalidError } from "../failure/workspace-invalid-error.js";
import { count, tallyOf } from "../output/count.js";
import { lintOpenWorkspace } from "./lint-open-workspace.js";
import type { OpenWorkspace } from "./open-workspace.js";

/**
 * A resolver for a workspace that lint accepts.
 *
 * @throws {WorkspaceInvalidError} for one with errors.
 */
export async function linkOpenWorkspace(workspace: OpenWorkspace): Promise<Resolver> {
  const { accepted, diagnostics, schemaEngine } = await lintOpenWorkspace(workspace);
  if (accepted !== undefined) return link(compileWorkspace(accepted), { schemaEngine });
  const { name, documents } = workspace;
  const { errors } = tallyOf(diagnostics);
  throw new WorkspaceInvalidError(`the workspace ${name} has ${count(errors, "error")}`, {
    workspace: name,
    diagnostics,
    documents,
  });
}
