import type { Documents } from "@rototo/core";

/** One version of a workspace, read whole. */
export interface LoadedSource {
  readonly documents: Documents;
  /** Names this version: `sha256:<hex>` of the documents where the source has no name of its own for it. */
  readonly fingerprint: string;
  /** True when the source can never hold another version, so there is nothing to refresh. */
  readonly immutable: boolean;
  /** What to call the workspace: the absolute directory, or the source as given with credentials removed. */
  readonly name: string;
  /** The absolute directory that document paths are relative to; absent when the files are not on this machine. */
  readonly root?: string;
}

/**
 * What a probe found: the source still holds the version with the given
 * fingerprint; it holds another; it can never hold another; or it could not be
 * told, and only a load will say.
 */
export type ProbeResult = "unchanged" | "changed" | "immutable" | "unknown";
