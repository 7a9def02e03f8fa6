import { createDocuments, RototoError, type Documents, type Snapshot } from "@rototo/core";
import { fingerprintDocuments, loadSource, probeSource, withoutTests, type Source } from "@rototo/sources";
import { digestDefinitions } from "./digest-definitions.js";
import { checkVersionAnswers } from "./check-version-answers.js";
import type { PlannedOptions } from "./load-plan.js";
import { loadFailure } from "./load-failure.js";
import { prepareVersion, type PrepareOptions } from "./prepare-version.js";
import type { WorkspaceContent, WorkspaceFiles, WorkspaceSource } from "./workspace-source.js";
import type { VersionIdentity, WorkspaceVersion } from "./workspace-version.js";

/** A source of rototo's, in the form that applications give theirs. */
export function adaptSource(source: Source, options: PlannedOptions): WorkspaceSource {
  const { customLint: _customLint, lint: _lint, cwd: _cwd, ...sourceOptions } = options;
  const load: WorkspaceSource["load"] = (signal) => loadSource(source, { ...sourceOptions, signal });
  // Files on this machine are read whole to be probed: that is no cheaper than loading them.
  if (source.kind === "local") return { name: source.directory, load };
  if (source.kind === "snapshot" && source.url.startsWith("file:")) return { name: source.name, load };
  return {
    name: source.name,
    load,
    probe: (fingerprint, signal) => probeSource(source, fingerprint, { ...sourceOptions, signal }),
  };
}

/**
 * Reads, lints and compiles what `source` holds now, in this thread.
 *
 * @throws {RototoError} what the source throws, and `workspace-invalid`.
 */
export async function loadVersion(
  source: WorkspaceSource,
  options: PrepareOptions,
  signal: AbortSignal,
): Promise<WorkspaceVersion>;
/** The same, or `unchanged` when the source holds the version that is `known`. */
export async function loadVersion(
  source: WorkspaceSource,
  options: PrepareOptions,
  signal: AbortSignal,
  known: VersionIdentity | undefined,
): Promise<WorkspaceVersion | "unchanged">;
export async function loadVersion(
  source: WorkspaceSource,
  options: PrepareOptions,
  signal: AbortSignal,
  known?: VersionIdentity,
): Promise<WorkspaceVersion | "unchanged"> {
  const { name } = source;
  const { documents: files, snapshot, ...content } = await readContent(source, signal);
  const { immutable = false } = content;
  if (snapshot !== undefined) {
    const { fingerprint: sourceFingerprint = snapshot.contentHash } = content;
    const { fingerprint, contentHash } = snapshot;
    if (fingerprint === known?.fingerprint && contentHash === known.contentHash) return "unchanged";
    const version = { ...versionOfSnapshot(snapshot, name), immutable, sourceFingerprint, contentHash };
    checkVersionAnswers(version);
    return version;
  }
  // One of the application's own may hold the whole of a repository.
  const documents = withoutTests(isMap(files) ? files : createDocuments(files));
  const { fingerprint = fingerprintDocuments(documents) } = content;
  if (fingerprint === known?.fingerprint) return "unchanged";
  const version = await prepareVersion({ documents, fingerprint, immutable, name }, options, signal);
  if (options.lint !== "skip") checkVersionAnswers(version);
  return version;
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

function isMap(files: WorkspaceFiles["documents"]): files is Documents {
  return files instanceof Map;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** The version that `snapshot` was built from, served under the name of where the snapshot is. */
export function versionOfSnapshot(snapshot: Snapshot, name: string): WorkspaceVersion {
  const { fingerprint, workspace } = snapshot;
  const digests = digestDefinitions(workspace);
  return { compiled: workspace, name, fingerprint, immutable: false, diagnostics: [], digests };
}
