import { compileWorkspace, type CompiledWorkspace, type Diagnostic } from "@rototo/core";
import { removeCredentials } from "@rototo/sources";
import type { Invocation } from "../arguments/command.js";
import { workspaceHasErrors } from "../failure/workspace-invalid-error.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { loadWorkspaceOf, openDocuments, sourceText, type OpenWorkspace } from "../workspace/open-workspace.js";

/** A workspace to build from, and what its snapshot will say of where it comes from. */
export interface BuildInput {
  /** What to call the workspace. */
  readonly name: string;
  /** As the call has it, without credentials: the same on every machine. Of a snapshot, what that says. */
  readonly source: string;
  readonly fingerprint: string;
  readonly compiled: CompiledWorkspace;
}

interface LintOutcome {
  readonly workspace: OpenWorkspace;
  readonly diagnostics: readonly Diagnostic[];
}

export interface LintedInput {
  readonly input: BuildInput;
  /** Absent for a snapshot, which was linted when it was built. */
  readonly lint: LintOutcome | undefined;
}

/**
 * Reads the workspace of a call, lints it with its custom lint, and compiles it.
 *
 * @throws {WorkspaceInvalidError} for one with errors; and what {@link loadWorkspaceOf} throws.
 */
export async function compileLinted(invocation: Invocation): Promise<LintedInput> {
  const loaded = await loadWorkspaceOf(invocation);
  const { name } = loaded;
  if (loaded.documents === undefined) {
    const { source, fingerprint, workspace: compiled } = loaded.snapshot;
    // Whoever wrote the snapshot may have left them in.
    return { input: { name, source: removeCredentials(source), fingerprint, compiled }, lint: undefined };
  }
  const workspace = openDocuments(loaded);
  const { accepted, diagnostics } = await lintOpenWorkspace(workspace, invocation);
  if (accepted === undefined) throw workspaceHasErrors(workspace, diagnostics);
  const lint = { workspace, diagnostics };
  const source = removeCredentials(sourceText(invocation));
  return { input: { name, source, fingerprint: loaded.fingerprint, compiled: compileWorkspace(accepted) }, lint };
}
