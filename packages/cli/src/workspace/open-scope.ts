import { checkingInterpreterEngine, link, openOnce, type Resolver, type Scope } from "@rototo/core";
import type { LoadedSource } from "@rototo/sources";
import type { Invocation } from "../arguments/command.js";
import { readContext } from "../context/read-context.js";
import { readInstant } from "../context/read-instant.js";
import type { EntityKind } from "./entity-kind.js";
import { linkOpenWorkspace } from "./link-open-workspace.js";
import { loadRequested, openDocuments, readWorkspaceRequest } from "./open-workspace.js";

/** A workspace that is ready to answer for the environment, context and instant of a call. */
export interface OpenScope {
  /** What to call the workspace. */
  readonly name: string;
  readonly resolver: Resolver;
  readonly scope: Scope;
}

/**
 * Opens the workspace of a call, lints it unless it is a snapshot, which lint has
 * accepted before, and prepares its answers.
 *
 * @param asked What the call is about.
 * @throws {RototoError} `environment-required`, `environment-unknown`, `context-invalid`, and what opening throws.
 * @throws {CommandError} `usage`, `workspace-invalid`
 */
export async function openScope(invocation: Invocation, asked: EntityKind): Promise<OpenScope> {
  const { arguments: given, session } = invocation;
  const instant = given.text("now");
  const now = instant === undefined ? session.now() : readInstant(instant);
  const contextOf = readContext(given.texts("context"));
  const request = readWorkspaceRequest(invocation);
  const context = await contextOf(session);
  const loaded = await loadRequested(request, invocation);
  const resolver = await linkLoaded(loaded, invocation, asked);
  return { name: loaded.name, resolver, scope: openOnce(resolver, given.text("env"), context, { now }, asked) };
}

async function linkLoaded(loaded: LoadedSource, invocation: Invocation, asked: EntityKind): Promise<Resolver> {
  if (loaded.documents !== undefined) return linkOpenWorkspace(openDocuments(loaded), invocation, asked);
  return link(loaded.snapshot.workspace, { schemaEngine: checkingInterpreterEngine });
}
