import type { Documents } from "@rototo/core/documents";
import type { Snapshot } from "@rototo/core/snapshot";
import type { SnapshotSource, Source } from "./source.js";

/** One version of a workspace, read whole: its documents, or a snapshot of it. */
export type LoadedSource = LoadedDocuments | LoadedSnapshot;

/** What a source of the kind `S` gives. */
export type LoadedFrom<S extends Source> = S extends SnapshotSource ? LoadedSnapshot : LoadedDocuments;

/** What tells a loaded version from others. */
interface LoadedVersion {
  /** Names this version: `sha256:<hex>` of the content where the source has no name of its own for it. */
  readonly fingerprint: string;
  /** True when the source can never hold another version, so there is nothing to refresh. */
  readonly immutable: boolean;
  /** What to call the workspace: the absolute directory or file, or the source as given with credentials removed. */
  readonly name: string;
}

/** The files of a workspace, to be linted. */
export interface LoadedDocuments extends LoadedVersion {
  /** The files, by path. */
  readonly documents: Documents;
  /** The absolute directory that document paths are relative to; absent when the files are not on this machine. */
  readonly root?: string;
  /** Absent: it is files. */
  readonly snapshot?: undefined;
}

/**
 * A workspace that was linted when its snapshot was built. `fingerprint` names the
 * version of the snapshot's file, for probes; `snapshot.fingerprint` that of the
 * workspace it was built from, for people and records.
 */
export interface LoadedSnapshot extends LoadedVersion {
  /** The snapshot, read and checked. */
  readonly snapshot: Snapshot;
  /** Absent: it is a snapshot. */
  readonly documents?: undefined;
  /** Absent: a snapshot has no directory. */
  readonly root?: undefined;
}

/**
 * What a probe found: the source still holds the version with the given
 * fingerprint; it holds another; it can never hold another; or it could not be
 * told, and only a load will say.
 */
export type ProbeResult = "unchanged" | "changed" | "immutable" | "unknown";
