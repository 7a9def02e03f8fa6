import { relative, sep } from "node:path";
import { readWorkspace, RototoError, type WorkspaceModel } from "@rototo/core";
import {
  findWorkspaceRoot,
  loadSource,
  parseSource,
  type LoadedDocuments,
  type LoadedSource,
  type Source,
  type SourceLimits,
} from "@rototo/sources";
import { CommandError, usageError } from "../failure/command-error.js";
import type { Invocation } from "../arguments/command.js";
import type { ParsedArguments } from "../arguments/parsed-arguments.js";
import { readLimits } from "../limits/read-limits.js";
import type { Output } from "../output/output.js";
import { ProgressLine } from "../output/progress-line.js";
import type { Session } from "../session.js";
import { refuseSlips } from "./refuse-slips.js";
import { helpFromTheOriginal, requireManifest } from "./require-manifest.js";

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
  return openDocuments(requireDocuments(await loadWorkspaceOf(invocation)));
}

function requireDocuments(loaded: LoadedSource): LoadedDocuments {
  if (loaded.documents === undefined) {
    throw usageError(`${loaded.name} is a snapshot, which holds no files to show or lint`, {
      help: "name the workspace that it was built from; a snapshot is for build, inspect, list, resolve and resolve-all",
    });
  }
  return loaded;
}

export function openDocuments(loaded: LoadedDocuments): OpenWorkspace {
  return { ...loaded, model: readWorkspace(loaded.documents) };
}

/**
 * Loads the workspace that a call is about: the SOURCE argument or `--workspace`,
 * else `ROTOTO_WORKSPACE`, else the nearest directory upwards with a manifest.
 *
 * A source that takes its time is told about on standard error, when a person
 * looks at it.
 *
 * @throws {RototoError} `source-invalid`, and what loading a source throws.
 * @throws {CommandError} `usage`, `workspace-invalid` for one without a manifest, and `workspace-manifest-missing` where
 *   none is near.
 */
export async function loadWorkspaceOf(invocation: Invocation): Promise<LoadedSource> {
  return loadRequested(readWorkspaceRequest(invocation), invocation);
}

/** Which workspace to load, and how. */
export interface WorkspaceRequest {
  readonly source: Source;
  readonly token: string | undefined;
  readonly limits: Partial<SourceLimits>;
}

/**
 * What the arguments of a call say about its workspace, checked before anything is read.
 *
 * @throws {RototoError} `source-invalid`
 * @throws {CommandError} `usage`, and `workspace-manifest-missing` where none is near.
 */
export function readWorkspaceRequest({ arguments: given, session }: Invocation): WorkspaceRequest {
  const { source: limits } = readLimits(given);
  const token = readToken(given, session);
  const text = sourceText({ arguments: given, session });
  refuseSlips(text);
  return { source: parseSource(text, { cwd: session.cwd }), token, limits };
}

/**
 * Loads what {@link readWorkspaceRequest} gave.
 *
 * @throws {RototoError} what loading a source throws.
 * @throws {WorkspaceInvalidError} for files without a manifest.
 */
export async function loadRequested(request: WorkspaceRequest, invocation: Invocation): Promise<LoadedSource> {
  const loaded = await loadAsItIs(request, invocation);
  if (loaded.documents !== undefined) requireManifest(loaded);
  return loaded;
}

async function loadAsItIs(
  { source, token, limits }: WorkspaceRequest,
  { output, session }: Invocation,
): Promise<LoadedSource> {
  const progress = wantsProgress(output, session) ? new ProgressLine(session.stderr) : undefined;
  progress?.tell(`${source.kind === "local" ? source.directory : source.name}: reading`);
  const load = () =>
    loadSource(source, {
      tests: true,
      limits,
      ...(token !== undefined && { token }),
      ...(progress !== undefined && { onProgress: progress.tell }),
    });
  try {
    // Of all sources git alone starts processes and makes files.
    return await (source.kind === "git" ? session.releaseWhenInterrupted(load) : load());
  } finally {
    progress?.end();
  }
}

/** The bearer token of a call; an empty one is none. It is not shown, whatever is wrong with it. */
function readToken(given: ParsedArguments, { environmentVariables }: Session): string | undefined {
  const option = given.text("workspace-token");
  const token = option ?? environmentVariables["ROTOTO_WORKSPACE_TOKEN"];
  if (token === undefined || token === "") return undefined;
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  const name = option === undefined ? "ROTOTO_WORKSPACE_TOKEN" : "--workspace-token";
  throw usageError(`${name} holds a character that no token has, such as a space or a line break`);
}

/**
 * The workspace that a call is about in the words of the call; the nearest one as a
 * path from the working directory, so that the words do not depend on the machine.
 *
 * @throws {CommandError} `usage` for two sources, `workspace-manifest-missing` where none is near.
 */
export function sourceText({ arguments: given, session }: Pick<Invocation, "arguments" | "session">): string {
  const option = given.text("workspace");
  const positional = given.text("source");
  if (option !== undefined && positional !== undefined) {
    throw usageError("the workspace is given twice: as SOURCE and with --workspace");
  }
  const named = positional ?? option ?? session.environmentVariables["ROTOTO_WORKSPACE"];
  // A variable that is set to nothing is not set.
  if (named !== undefined && (named !== "" || (positional ?? option) === "")) return named;
  return relative(session.cwd, nearestWorkspace(session.cwd)).replaceAll(sep, "/") || ".";
}

/** A workspace to lint. */
export interface WorkspaceToLint {
  readonly workspace: OpenWorkspace;
  readonly source: Source;
  /** The error that stands for a directory that is not there; the model is then `missing`. */
  readonly missing?: RototoError;
}

/** The same for lint, to which a missing directory and a missing manifest are findings like any other. */
export async function openWorkspaceToLint(invocation: Invocation): Promise<WorkspaceToLint> {
  const request = readWorkspaceRequest(invocation);
  const { source } = request;
  try {
    return { workspace: openDocuments(requireDocuments(await loadAsItIs(request, invocation))), source };
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
    return { workspace, source, missing: error as RototoError };
  }
}

function wantsProgress({ quiet }: Output, { stderr, environmentVariables }: Session): boolean {
  return stderr.isTerminal && !quiet && environmentVariables["TERM"] !== "dumb";
}

function nearestWorkspace(cwd: string): string {
  const root = findWorkspaceRoot(cwd);
  if (root !== undefined) return root;
  throw new CommandError(
    "workspace-manifest-missing",
    1,
    `no rototo-workspace.toml in ${cwd} or a directory above it`,
    {
      help: helpFromTheOriginal(cwd) ?? "name the workspace with --workspace SOURCE, or make one with that file",
      details: { directory: cwd },
    },
  );
}
