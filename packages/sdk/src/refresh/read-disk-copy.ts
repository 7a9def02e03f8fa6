import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readSnapshot, RototoError, type Snapshot } from "@rototo/core";

/**
 * Reads the copy that was written for the source called `source`.
 *
 * @throws {RototoError} `source-unavailable` when there is none or it cannot be read; `snapshot-invalid` when it is
 *   damaged or that of another source.
 */
export async function readDiskCopy(path: string, source: string): Promise<Snapshot> {
  const unverified = readSnapshot(await readText(path));
  const snapshot = unverified.verify(hash("sha256", unverified.content, "hex"));
  if (snapshot.source === source) return snapshot;
  throw new RototoError("snapshot-invalid", `${path} is the copy of another source, ${snapshot.source}`);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new RototoError(
      "source-unavailable",
      missing ? `there is no copy at ${path} yet` : `the copy at ${path} cannot be read: ${String(cause)}`,
      { cause },
    );
  }
}
