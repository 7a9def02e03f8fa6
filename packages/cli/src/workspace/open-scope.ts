import type { Scope } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import { readContext } from "../context/read-context.js";
import { readInstant } from "../context/read-instant.js";
import { linkOpenWorkspace } from "./link-open-workspace.js";
import { openWorkspace, type OpenWorkspace } from "./open-workspace.js";

/** A workspace that is ready to answer for the environment, context and instant of a call. */
export interface OpenScope {
  readonly workspace: OpenWorkspace;
  readonly scope: Scope;
}

/**
 * Opens and lints the workspace of a call and prepares its answers.
 *
 * @throws {RototoError} `environment-unknown`, `context-invalid`, and what opening throws.
 * @throws {CommandError} `usage`, `workspace-invalid`
 */
export async function openScope(invocation: Invocation): Promise<OpenScope> {
  const { arguments: given, session } = invocation;
  const context = await readContext(given.texts("context"), session);
  const instant = given.text("now");
  const now = instant === undefined ? session.now() : readInstant(instant);
  const workspace = await openWorkspace(invocation);
  const resolver = await linkOpenWorkspace(workspace);
  return { workspace, scope: resolver.scope(given.text("env"), context, { now }) };
}
