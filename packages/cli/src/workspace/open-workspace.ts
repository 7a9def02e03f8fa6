import { relative, sep } from "node:path";
import { readWorkspace, RototoError, type WorkspaceModel } from "@rototo/core";
import { findWorkspaceRoot, loadSource, parseSource, type LoadedDocuments, type LoadedSource } from "@rototo/sources";
import { CommandError, usageError } from "../failure/command-error.js";
import type { Invocation } from "../arguments/command.js";
import type { Output } from "../output/output.js";
import { ProgressLine } from "../output/progress-line.js";
import type { Session } from "../session.js";

/** A workspace that was read and not yet judged. */
export interface OpenWorkspace extends Pick<LoadedDocuments, "documents" | "name" | "root"> {
  readonly model: WorkspaceModel;
}

/**
 * Reads the files of the workspace that a call is about.
 *
 * @throws {RototoError} and {CommandError} as {@link loadWorkspaceOf}, and `usage` for a snapshot, which has no files.
 */
export async function openWorkspace(invocation: Invocation): Promise<OpenWorkspace> {
  const loaded = await loadWorkspaceOf(invocation);
  if (loaded.documents === undefined) {
    throw usageError(`${loaded.name} is a snapshot, which holds no files to show or lint`, {
      help: "name the workspace that it was built from; a snapshot is for build, inspect, list, resolve and resolve-all",
    });
  }
  return openDocuments(loaded);
}

export function openDocuments(loaded: LoadedDocuments): OpenWorkspace {
  return { ...loaded, model: readWorkspace(loaded.documents) };
}

/**
 * Loads the workspace that a call is about: the SOURCE argument, `--workspace`,
 * or the nearest directory upwards with a manifest.
 *
 * A source that takes its time is told about on standard error, when a person
 * looks at it.
 *
 * @throws {RototoError} `source-invalid`, and what loading a source throws.
 * @throws {CommandError} `usage` for two sources, `workspace-not-found` where none is near.
 */
export async function loadWorkspaceOf({ arguments: given, output, session }: Invocation): Promise<LoadedSource> {
  const source = parseSource(sourceText({ arguments: given, session }), { cwd: session.cwd });
  const token = given.text("workspace-token") ?? session.environmentVariables["ROTOTO_WORKSPACE_TOKEN"];
  const progress = wantsProgress(output, session) ? new ProgressLine(session.stderr) : undefined;
  progress?.tell(`${source.kind === "local" ? source.directory : source.name}: reading`);
  try {
    return await loadSource(source, {
      tests: true,
      ...(token !== undefined && token !== "" && { token }),
      ...(progress !== undefined && { onProgress: progress.tell }),
    });
  } finally {
    progress?.end();
  }
}

/**
 * The workspace that a call is about in the words of the call; the nearest one as a
 * path from the working directory, so that the words do not depend on the machine.
 *
 * @throws {CommandError} `usage` for two sources, `workspace-not-found` where none is near.
 */
export function sourceText({ arguments: given, session }: Pick<Invocation, "arguments" | "session">): string {
  const option = given.text("workspace");
  const positional = given.text("source");
  if (option !== undefined && positional !== undefined) {
    throw usageError("the workspace is given twice: as SOURCE and with --workspace");
  }
  return positional ?? option ?? (relative(session.cwd, nearestWorkspace(session.cwd)).replaceAll(sep, "/") || ".");
}

/**
 * The same for lint, to which a missing directory is a finding like any other:
 * its model is `missing`.
 *
 * @returns The workspace, and the error that stands for a missing one.
 */
export async function openWorkspaceToLint(
  invocation: Invocation,
): Promise<{ workspace: OpenWorkspace; missing?: RototoError }> {
  try {
    return { workspace: await openWorkspace(invocation) };
  } catch (error) {
    const directory =
      error instanceof RototoError && error.code === "workspace-not-found" && error.details["directory"];
    if (typeof directory !== "string") throw error;
    const workspace = {
      documents: new Map<string, never>(),
      name: directory,
      root: directory,
      model: readWorkspace(undefined),
    };
    return { workspace, missing: error as RototoError };
  }
}

function wantsProgress({ quiet }: Output, { stderr, environmentVariables }: Session): boolean {
  return stderr.isTerminal && !quiet && environmentVariables["TERM"] !== "dumb";
}

function nearestWorkspace(cwd: string): string {
  const root = findWorkspaceRoot(cwd);
  if (root !== undefined) return root;
  throw new CommandError("workspace-not-found", 2, `no rototo-workspace.toml in ${cwd} or a directory above it`, {
    help: "name the workspace with --workspace DIRECTORY",
    details: { directory: cwd },
  });
}
