import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { isJsonObject, type JsonObject } from "../json/json-value.js";
import { isSoundWorkspace } from "./sound-workspace.js";
import { SNAPSHOT_FORMAT, SNAPSHOT_FORMAT_VERSION, WORKSPACE_MEMBER } from "./snapshot-format.js";

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
 */
export function readSnapshot(text: string): UnverifiedSnapshot {
  const { members, content } = parse(text);
  checkFormat(members);
  return { content, verify: (sha256) => verify(members, `sha256:${sha256}`) };
}

const OUR_MAJOR = parseInt(SNAPSHOT_FORMAT_VERSION);

/** What to do about a snapshot that does not hold what was written. */
const RENEW = "fetch it again, or build it again with `rototo build`";

function parse(text: string): { members: JsonObject; content: string } {
  try {
    const parsed: unknown = JSON.parse(text);
    const members = isJsonObject(parsed) ? parsed : {};
    return { members, content: contentOf(text) ?? JSON.stringify(members["workspace"] ?? null) };
  } catch {
    // Without the cause, whose message quotes the text: it may be another file, with secrets in it.
    throw unreadable(`it is damaged, cut off or not JSON at all: ${RENEW}`);
  }
}

/** The workspace's text as it was written: compact and last. `undefined` where a formatter has spaced it out. */
function contentOf(text: string): string | undefined {
  const start = text.indexOf(WORKSPACE_MEMBER);
  return start < 0 ? undefined : text.slice(start + WORKSPACE_MEMBER.length, text.lastIndexOf("}"));
}

function checkFormat({ format, format_version: version }: JsonObject): void {
  const major = format === SNAPSHOT_FORMAT && typeof version === "string" ? parseInt(version) : NaN;
  if (major > OUR_MAJOR) {
    const versions = `format ${major}.x, and this one reads ${OUR_MAJOR}.x`;
    throw unreadable(`a newer rototo wrote ${versions}: update rototo, or build the snapshot with this one`);
  }
  if (major !== OUR_MAJOR) throw unreadable("it is not a rototo snapshot: name a file that `rototo build` wrote");
}

function verify({ source, fingerprint, content_hash: stated, workspace }: JsonObject, contentHash: string): Snapshot {
  if (stated !== contentHash) {
    throw unreadable(`its content does not have the hash that it states, so it was damaged or edited: ${RENEW}`);
  }
  if (typeof source !== "string" || typeof fingerprint !== "string" || !isSoundWorkspace(workspace)) {
    throw unreadable(`it does not hold a lint-clean workspace: ${RENEW}`);
  }
  return { source, fingerprint, contentHash, workspace };
}

function unreadable(why: string): RototoError {
  return new RototoError("snapshot-invalid", `the snapshot cannot be read: ${why}`);
}
