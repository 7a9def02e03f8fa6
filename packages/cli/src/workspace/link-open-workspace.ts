import { compileWorkspace, link, type Resolver } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import { WorkspaceInvalidError } from "../failure/workspace-invalid-error.js";
import { count, tallyOf } from "../output/count.js";
import { lintOpenWorkspace } from "./lint-open-workspace.js";
import type { OpenWorkspace } from "./open-workspace.js";

/**
 * A resolver for a workspace that lint accepts.
 *
 * @throws {WorkspaceInvalidError} for one with errors.
 */
export async function linkOpenWorkspace(workspace: OpenWorkspace, invocation: Invocation): Promise<Resolver> {
  const { accepted, diagnostics, schemaEngine } = await lintOpenWorkspace(workspace, invocation);
  if (accepted !== undefined) return link(compileWorkspace(accepted), { schemaEngine });
  const { name, documents } = workspace;
  const { errors } = tallyOf(diagnostics);
  throw new WorkspaceInvalidError(`the workspace ${name} has ${count(errors, "error")}`, {
    workspace: name,
    diagnostics,
    documents,
  });
}
