import { hash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { readSnapshot, RototoError, type Snapshot } from "@rototo/core";
import { foreignWriter } from "@rototo/sources";
import { checkCopyFolder, unsafeCopy } from "./check-copy-folder.js";

/**
 * Reads the copy that was written for the source called `source`.
 *
 * @throws {RototoError} `source-unavailable` when there is none or it cannot be read; `snapshot-invalid` when it is
 *   damaged or that of another source; `source-unsafe` when another user can write to it.
 */
export async function readDiskCopy(path: string, source: string): Promise<Snapshot> {
  const unverified = readSnapshot(await readText(path));
  const snapshot = unverified.verify(hash("sha256", unverified.content, "hex"));
  if (snapshot.source === source) return snapshot;
  throw new RototoError("snapshot-invalid", `${path} is the copy of another source, ${snapshot.source}`);
}

async function readText(path: string): Promise<string> {
  try {
    await checkCopyFolder(path);
    // Not blocking: opening a pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      // Of what was opened, which is what is read.
      const problem = foreignWriter(await file.stat());
      if (problem !== undefined) throw unsafeCopy(`${path} ${problem}`);
      return await file.readFile("utf8");
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof RototoError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new RototoError(
      "source-unavailable",
      missing ? `there is no copy at ${path} yet` : `the copy at ${path} cannot be read: ${String(cause)}`,
      { cause },
    );
  }
}
