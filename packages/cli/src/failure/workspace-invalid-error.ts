import type { Diagnostic, Documents } from "@rototo/core";
import type { LoadedDocuments } from "@rototo/sources";
import { count, tallyOf } from "../output/count.js";
import { CommandError } from "./command-error.js";

export interface WorkspaceInvalid {
  /** The workspace's name. */
  readonly workspace: string;
  /** What lint found, warnings included. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics point into. */
  readonly documents: Documents;
}

/** The workspace has errors, so it answers nothing: code `workspace-invalid`, exit status 1. */
export class WorkspaceInvalidError extends CommandError {
  constructor(
    message: string,
    readonly invalid: WorkspaceInvalid,
  ) {
    super("workspace-invalid", 1, message, { details: { workspace: invalid.workspace } });
  }
}

/** The error for a workspace in which lint found errors. */
export function workspaceHasErrors(
  { name, documents }: Pick<LoadedDocuments, "name" | "documents">,
  diagnostics: readonly Diagnostic[],
): WorkspaceInvalidError {
  const { errors } = tallyOf(diagnostics);
  return new WorkspaceInvalidError(`the workspace ${name} has ${count(errors, "error")}`, {
    workspace: name,
    diagnostics,
    documents,
  });
}
