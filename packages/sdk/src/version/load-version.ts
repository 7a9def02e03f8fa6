import { createDocuments, type Documents } from "@rototo/core/documents";
import { RototoError } from "@rototo/core/resolve";
import type { Snapshot } from "@rototo/core/snapshot";
import { fingerprintDocuments, withoutTests } from "@rototo/sources";
import { checkVersionAnswers } from "./check-version-answers.js";
import { digestDefinitions } from "./digest-definitions.js";
import { importPart } from "./import-part.js";
import { loadFailure } from "./load-failure.js";
import type { PrepareOptions } from "./prepare-version.js";
import type { SourceAnswer, VersionLoader } from "./version-loader.js";
import { writeVersionSnapshot } from "./version-snapshot.js";
import type { WorkspaceContent, WorkspaceFiles, WorkspaceSource } from "./workspace-source.js";
import type { KnownVersion, WorkspaceVersion } from "./workspace-version.js";

export interface LoadVersionOptions extends PrepareOptions {
  /** Whether to write a version as a snapshot, too; not, unless given. */
  readonly snapshot?: boolean | undefined;
}

/** Loads from `source` in the thread that calls. */
export function loaderHere(source: WorkspaceSource, options: LoadVersionOptions): VersionLoader {
  return { load: (known, { signal }) => loadIfChanged(source, options, known, signal) };
}

/**
 * Reads, lints and compiles what `source` holds now, in this thread.
 *
 * @throws {RototoError} what the source throws, and `workspace-invalid`.
 */
export async function loadVersion(
  source: WorkspaceSource,
  options: LoadVersionOptions,
  signal: AbortSignal,
): Promise<WorkspaceVersion> {
  return requireVersion(await loadIfChanged(source, options, undefined, signal));
}

/** The answer to a question without a known version, which can only be a version. */
export function requireVersion(answer: SourceAnswer): WorkspaceVersion {
  if (typeof answer === "string") throw new Error("broken invariant: unchanged from nothing");
  return answer;
}

/** Asks the source first, where that is cheap, and loads only what may be new. */
async function loadIfChanged(
  source: WorkspaceSource,
  options: LoadVersionOptions,
  known: KnownVersion | undefined,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  if (known !== undefined) {
    const probe = await source.probe?.(known.sourceFingerprint ?? known.fingerprint, signal);
    if (probe === "unchanged" || probe === "immutable") return probe;
  }
  const content = await readContent(source, signal);
  const version =
    content.snapshot === undefined
      ? await versionOfFiles(content, source.name, options, known, signal)
      : versionOfBuilt(content, source.name, known);
  if (version === "unchanged" || options.snapshot !== true) return version;
  return { ...version, snapshot: writeVersionSnapshot(version) };
}

/** What `source` holds; whatever is wrong with one of the application's own is a `RototoError`, too. */
async function readContent(source: WorkspaceSource, signal: AbortSignal): Promise<WorkspaceContent> {
  let content: WorkspaceContent;
  try {
    content = await source.load(signal);
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(error);
  }
  const { documents, snapshot }: Partial<WorkspaceContent> = content;
  if (isObject(documents) || isObject(snapshot)) return content;
  throw new RototoError(
    "source-unavailable",
    `${source.name}: load() must give an object with documents or a snapshot`,
  );
}

async function versionOfFiles(
  { documents: files, immutable = false, ...content }: WorkspaceFiles,
  name: string,
  options: PrepareOptions,
  known: KnownVersion | undefined,
  signal: AbortSignal,
): Promise<WorkspaceVersion | "unchanged"> {
  // One of the application's own may hold the whole of a repository.
  const documents = withoutTests(isMap(files) ? files : createDocuments(files));
  const { fingerprint = fingerprintDocuments(documents) } = content;
  if (fingerprint === known?.fingerprint) return "unchanged";
  const { prepareVersion } = await importPart(() => import("./prepare-version.js"));
  const version = await prepareVersion({ documents, fingerprint, immutable, name }, options, signal);
  if (options.lint !== "skip") checkVersionAnswers(version);
  return version;
}

function versionOfBuilt(
  { snapshot, fingerprint: sourceFingerprint, immutable = false }: WorkspaceContent & { readonly snapshot: Snapshot },
  name: string,
  known: KnownVersion | undefined,
): WorkspaceVersion | "unchanged" {
  const { fingerprint, contentHash } = snapshot;
  if (fingerprint === known?.fingerprint && contentHash === known.contentHash) return "unchanged";
  const version = {
    ...versionOfSnapshot(snapshot, name),
    immutable,
    sourceFingerprint: sourceFingerprint ?? contentHash,
    contentHash,
  };
  checkVersionAnswers(version);
  return version;
}

/** The version that `snapshot` was built from, served under the name of where the snapshot is. */
export function versionOfSnapshot(snapshot: Snapshot, name: string): WorkspaceVersion {
  const { fingerprint, workspace } = snapshot;
  const digests = digestDefinitions(workspace);
  return { compiled: workspace, name, fingerprint, immutable: false, diagnostics: [], digests };
}

function isMap(files: WorkspaceFiles["documents"]): files is Documents {
  return files instanceof Map;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
