import type { CompiledWorkspace, Diagnostic, Documents } from "@rototo/core";

/** One version of a workspace, ready to be linked: plain data, so it can cross threads and be kept on disk. */
export interface WorkspaceVersion {
  /** The compiled workspace. */
  readonly compiled: CompiledWorkspace;
  /** The absolute directory, or the source as given with credentials removed. */
  readonly name: string;
  /** Names the version to people: of a snapshot, the version that it was built from. */
  readonly fingerprint: string;
  /** What the source is probed with, where that is another: the version of a snapshot's file. */
  readonly sourceFingerprint?: string;
  /** Of a snapshot, which can be built anew of another part of the same version. */
  readonly contentHash?: string;
  /** True when the source can never hold another version. */
  readonly immutable: boolean;
  /** What lint found; without errors, unless lint was skipped. */
  readonly diagnostics: readonly Diagnostic[];
  /** What each definition says, in short, to compare versions by. */
  readonly digests: DefinitionDigests;
  /** What it was made of; only where lint was skipped, so that it can be made up for. */
  readonly documents?: Documents;
  /** The version as the bytes of a snapshot, for the copy on disk; only where the loader was asked for it. */
  readonly snapshot?: Uint8Array;
}

/** What tells one version from another. */
export type VersionIdentity = Pick<WorkspaceVersion, "fingerprint" | "contentHash">;

/** A version that need not be loaded again. */
export type KnownVersion = VersionIdentity & Pick<WorkspaceVersion, "sourceFingerprint">;

/** Without the rest of the version, which memory should not hold once there is another, and need not cross threads. */
export function identityOf({ fingerprint, contentHash, sourceFingerprint }: KnownVersion): KnownVersion {
  return {
    fingerprint,
    ...(contentHash !== undefined && { contentHash }),
    ...(sourceFingerprint !== undefined && { sourceFingerprint }),
  };
}

/** A short text for each definition that differs when, and only when, the definition does. */
export interface DefinitionDigests {
  /** By id. A catalog variable's covers its catalog, because a changed entry changes what the variable gives. */
  readonly variables: ReadonlyMap<string, string>;
  /** The qualifiers, by id. */
  readonly qualifiers: ReadonlyMap<string, string>;
  /** The catalogs, by id. */
  readonly catalogs: ReadonlyMap<string, string>;
  /** Environments and context schema together. */
  readonly workspace: string;
}
