import { loadVersion } from "./load-version.js";
import type { PrepareOptions } from "./prepare-version.js";
import { writeVersionSnapshot } from "./version-snapshot.js";
import type { WorkspaceSource } from "./workspace-source.js";
import type { VersionIdentity, WorkspaceVersion } from "./workspace-version.js";

/** What a source answers: another version than the known one, or that it holds that one, perhaps for good. */
export type SourceAnswer = WorkspaceVersion | "unchanged" | "immutable";

/** A version that need not be loaded again. */
export type KnownVersion = VersionIdentity & Pick<WorkspaceVersion, "sourceFingerprint">;

export interface AskOptions extends PrepareOptions {
  /** Whether to write a version as a snapshot, too. */
  readonly snapshot: boolean;
}

/**
 * Asks the source first, where that is cheap, and loads only what may be new.
 *
 * @throws {RototoError} what the source throws, and `workspace-invalid`.
 */
export async function askSource(
  source: WorkspaceSource,
  known: KnownVersion | undefined,
  options: AskOptions,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  if (known !== undefined) {
    const probe = await source.probe?.(known.sourceFingerprint ?? known.fingerprint, signal);
    if (probe === "unchanged" || probe === "immutable") return probe;
  }
  const version = await loadVersion(source, options, signal, known);
  return version === "unchanged" || !options.snapshot
    ? version
    : { ...version, snapshot: writeVersionSnapshot(version) };
}

/** Without the rest of the version, which need not cross threads. */
export function identityOf({ fingerprint, contentHash, sourceFingerprint }: KnownVersion): KnownVersion {
  return {
    fingerprint,
    ...(contentHash !== undefined && { contentHash }),
    ...(sourceFingerprint !== undefined && { sourceFingerprint }),
  };
}
