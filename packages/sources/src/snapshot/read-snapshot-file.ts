import { existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Document } from "@rototo/core/documents";
import { RototoError } from "@rototo/core/resolve";
import { readFile } from "../local/read-file.js";
import { ownCause } from "../own-cause.js";
import type { SnapshotSource } from "../source.js";

/**
 * The content of a snapshot's file; a link to it is followed.
 *
 * @throws {RototoError} `workspace-not-found` or `source-unavailable`.
 */
export function readSnapshotFile({ url, name }: SnapshotSource): Document {
  const path = fileURLToPath(url);
  try {
    return readFile(realpathSync.native(path)).document;
  } catch (error) {
    const details = { source: name };
    const cause = ownCause(error);
    if (!existsSync(path))
      throw new RototoError("workspace-not-found", `${name}: no such snapshot`, { details, cause });
    throw new RototoError("source-unavailable", `${name}: the snapshot cannot be read: ${cause.message}`, {
      details,
      cause,
    });
  }
}
