import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { RototoError } from "@rototo/core/resolve";
import { checkCopyFolder } from "./check-copy-folder.js";
import { systemReason } from "./unusable-copy.js";

/** What this process is writing now. */
const writing = new Set<string>();

/**
 * Replaces the file at `path` with `snapshot`, which the owner alone may read. It
 * goes to a temporary file beside it, which is then renamed, so whoever reads, and
 * whenever the process or the machine stops, finds the old file or the new one.
 * Temporary files of processes that are gone are removed first.
 *
 * @throws {RototoError} `source-unsafe` when another user can write to the folder; {@link Error} when it could not be written; the old file is still there.
 */
export async function writeDiskCopy(path: string, snapshot: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  writing.add(temporary);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await checkCopyFolder(path);
    await removeAbandoned(path);
    await writeThrough(temporary, snapshot);
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof RototoError) throw error;
    throw new Error(
      `the copy on disk, ${path}, cannot be written: ${systemReason(error)}; see that its folder has room and that this ` +
        "user may write there, or name another file with diskCopy",
      { cause: error },
    );
  } finally {
    writing.delete(temporary);
  }
}

/** Writes a new file and waits until the disk has it. */
async function writeThrough(path: string, snapshot: string | Uint8Array): Promise<void> {
  // `wx` does not follow a link that somebody else may have put there.
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(snapshot);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself last. Not every system can; then the old file may come back after a power cut. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, "r");
    await directory.sync().finally(() => directory.close());
  } catch {
    return;
  }
}

async function removeAbandoned(path: string): Promise<void> {
  const directory = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(directory)) {
    if (!name.startsWith(prefix)) continue;
    const [, processId] = /^(\d+)-[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) ?? [];
    const temporary = join(directory, name);
    if (processId === undefined || writing.has(temporary) || isAnotherProcess(Number(processId))) continue;
    await rm(temporary, { force: true });
  }
}

/** True when a process of that id runs that is not this one: in containers ids come again. */
function isAnotherProcess(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
