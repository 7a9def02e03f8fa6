import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { SNAPSHOT_FORMAT, snapshotFormatVersion, WORKSPACE_MEMBER } from "./snapshot-format.js";

/** What a snapshot is made of. */
export interface SnapshotParts {
  /** Where the workspace comes from, credentials removed: it is written as given. */
  readonly source: string;
  /** Names the version of the workspace, as its source does. */
  readonly fingerprint: string;
  /** The compiled workspace. */
  readonly workspace: CompiledWorkspace;
}

/** A snapshot that only lacks its checksum, since core computes none. */
export interface PreparedSnapshot {
  /** The text whose UTF-8 bytes are to be hashed. */
  readonly content: string;
  /**
   * The snapshot's whole text, one line with a newline at its end.
   *
   * @param sha256 SHA-256 of {@link content} as lowercase hex.
   */
  write(sha256: string): string;
}

/**
 * Begins a snapshot: the caller hashes `content`, for core has no cryptography,
 * and hands the hash to `write`. Equal parts give equal bytes.
 *
 * @throws {RototoError} `workspace-invalid` when lint has not accepted the workspace, or its values nest too deep for
 *   JSON text.
 */
export function prepareSnapshot({ source, fingerprint, workspace }: SnapshotParts): PreparedSnapshot {
  if (!workspace.linted) {
    throw new RototoError("workspace-invalid", "a snapshot holds a workspace that lint accepted: lint this one first");
  }
  const content = jsonText(workspace);
  return {
    content,
    write: (sha256) => {
      const head = JSON.stringify({
        format: SNAPSHOT_FORMAT,
        format_version: snapshotFormatVersion(workspace),
        source,
        fingerprint,
        content_hash: `sha256:${sha256}`,
      });
      return `${head.slice(0, -1)}${WORKSPACE_MEMBER}${content}}\n`;
    },
  };
}

function jsonText(workspace: CompiledWorkspace): string {
  try {
    return JSON.stringify(workspace);
  } catch (cause) {
    throw new RototoError("workspace-invalid", "the workspace nests too deep for a snapshot", { cause });
  }
}
