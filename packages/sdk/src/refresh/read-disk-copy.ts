import { hash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { RototoError } from "@rototo/core/resolve";
import { verifySnapshot, type Snapshot } from "@rototo/core/snapshot";
import { foreignWriter, removeCredentials } from "@rototo/sources";
import { checkCopyFolder, unsafeCopy } from "./check-copy-folder.js";
import { systemReason, unusableCopy } from "./unusable-copy.js";

const REPLACED = "the next version that the source gives replaces it";

/**
 * Reads the copy that was written for the source called `source`.
 *
 * @throws {RototoError} `source-unavailable` when there is none or it cannot be read; `snapshot-invalid` when it is
 *   damaged or that of another source; `source-unsafe` when another user can write to it.
 */
export async function readDiskCopy(path: string, source: string): Promise<Snapshot> {
  const snapshot = await verified(await readText(path), path);
  const written = removeCredentials(snapshot.source);
  if (written === removeCredentials(source)) return snapshot;
  const problem = `it is that of another source, ${written}`;
  throw unusableCopy("snapshot-invalid", path, problem, "give each source a disk copy of its own");
}

/** What a snapshot's reader advises is for people who fetch or build one. */
async function verified(text: string, path: string): Promise<Snapshot> {
  try {
    return await verifySnapshot(text, path, (content) => hash("sha256", content, "hex"));
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
    throw unusableCopy("snapshot-invalid", path, String(error.details["problem"]), REPLACED);
  }
}

async function readText(path: string): Promise<string> {
  try {
    await checkCopyFolder(path);
    // Not blocking: opening a pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      // Of what was opened, which is what is read.
      const problem = foreignWriter(await file.stat());
      if (problem !== undefined) throw unsafeCopy(path, `it ${problem}`);
      return await file.readFile("utf8");
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof RototoError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw unusableCopy(
        "source-unavailable",
        path,
        "there is none yet",
        "one is written once the source has answered",
      );
    }
    const advice = "let this user read it, or name another file with diskCopy";
    throw unusableCopy("source-unavailable", path, systemReason(error), advice);
  }
}
