import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { isSoundWorkspace } from "./sound-workspace.js";
import { SNAPSHOT_FORMAT, SNAPSHOT_MAJOR, WORKSPACE_MEMBER } from "./snapshot-format.js";

/** A snapshot whose content has the hash that it states. */
export interface Snapshot {
  /** Where the workspace came from when the snapshot was built, without credentials. */
  readonly source: string;
  /** The version of the workspace that the snapshot was built from, as its source names it. */
  readonly fingerprint: string;
  /** `sha256:<hex>` of the workspace's JSON text. */
  readonly contentHash: string;
  /** Accepted by lint when the snapshot was built. Freshly parsed and not frozen: do not change it. */
  readonly workspace: CompiledWorkspace;
}

/** A snapshot that may be damaged. It gives its workspace only for the right hash. */
export interface UnverifiedSnapshot {
  /** The text whose UTF-8 bytes are to be hashed. */
  readonly content: string;
  /**
   * The snapshot, if it is whole.
   *
   * @param sha256 SHA-256 of {@link content} as lowercase hex.
   * @throws {RototoError} `snapshot-invalid` when the snapshot states another hash, or does not hold a sound workspace.
   */
  verify(sha256: string): Snapshot;
}

/**
 * Begins to read a snapshot: the caller hashes `content`, for core has no
 * cryptography, and hands the hash to `verify`. A newer minor version is read, and so
 * is text that a formatter has spaced out.
 *
 * @throws {RototoError} `snapshot-invalid` when `text` is damaged, no snapshot, or of another major version.
 *
 * @example
 * ```ts
 * import { readSnapshot } from "@rototo/core/resolve";
 *
 * declare function sha256(text: string): string;
 * declare const text: string;
 * const unverified = readSnapshot(text);
 * const { workspace } = unverified.verify(sha256(unverified.content));
 * ```
 */
export function readSnapshot(text: string): UnverifiedSnapshot {
  const { format, format_version: version, source, fingerprint, content_hash: stated, workspace } = parse(text);
  const major = format === SNAPSHOT_FORMAT && typeof version === "string" ? parseInt(version) : NaN;
  if (major > SNAPSHOT_MAJOR) {
    throw unreadable(`a newer rototo wrote format ${major}.x, and this one reads ${SNAPSHOT_MAJOR}.x`, "update rototo");
  }
  if (major !== SNAPSHOT_MAJOR)
    throw unreadable("it is not a rototo snapshot", "name a file that `rototo build` wrote");
  // As it was written: compact and last, unless a formatter has spaced it out.
  const start = text.indexOf(WORKSPACE_MEMBER);
  const content = start < 0 ? jsonText(workspace) : text.slice(start + WORKSPACE_MEMBER.length, text.lastIndexOf("}"));
  return {
    content,
    verify: (sha256) => {
      const contentHash = `sha256:${sha256}`;
      if (stated !== contentHash) throw unreadable("its content does not have the hash that it states");
      if (typeof source !== "string" || typeof fingerprint !== "string" || !isSoundWorkspace(workspace))
        throw unreadable("it does not hold a lint-clean workspace");
      return { source, fingerprint, contentHash, workspace };
    },
  };
}

function parse(text: string): { readonly [member: string]: unknown } {
  try {
    return Object(JSON.parse(text)) as { readonly [member: string]: unknown };
  } catch {
    // Without the cause, whose message quotes the text: it may be another file, with secrets in it.
    throw unreadable("it is damaged, cut off or not JSON at all");
  }
}

/** What has no text, because it is missing or nests too deep, is no workspace, and is refused as one. */
function jsonText(workspace: unknown = null): string {
  try {
    return JSON.stringify(workspace);
  } catch {
    return "";
  }
}

function unreadable(why: string, advice = "fetch it again, or build it again with `rototo build`"): RototoError {
  const message = `the snapshot cannot be read: ${why}: ${advice}`;
  // For whoever has another way out to offer.
  return new RototoError("snapshot-invalid", message, { details: { problem: why } });
}
