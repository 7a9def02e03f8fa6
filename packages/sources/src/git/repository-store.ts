import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { RototoError } from "@rototo/core";
import { ownCause } from "../own-cause.js";
import type { GitSession } from "./git-session.js";
import { releasedOnExit } from "./release-on-exit.js";
import { emptyDirectory, repositoryDirectory, type RepositoryDirectory } from "./repository-directory.js";

/** A repository that was kept, and whether it has what an earlier load fetched. */
export interface StoredRepository extends RepositoryDirectory {
  readonly isNew: boolean;
  /** Forgets everything. */
  clear(): void;
}

/** Each fetch adds a pack; with so many, starting over costs less than searching them all. */
const PACK_LIMIT = 30;

/**
 * Runs `use` with the repository that `store` keeps for this source. It belongs
 * to one load at a time, over all processes of the machine.
 *
 * @returns `undefined`, without running it, while another load has the repository.
 * @throws {RototoError} `source-unavailable` when the directory cannot be written to.
 */
export async function withStoredRepository<T>(
  session: GitSession,
  store: string,
  use: (repository: StoredRepository) => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  const { environment, source } = session;
  const key = createHash("sha256")
    .update(`${environment.url}\n${source.ref ?? ""}`)
    .digest("hex");
  const path = join(store, `${key}.git`);
  const lock = join(store, `${key}.lock`);
  try {
    // For this user alone: whoever writes to a repository decides what git runs in it.
    await mkdir(store, { recursive: true, mode: 0o700 });
    if (!(await takeLock(lock))) return undefined;
  } catch (error) {
    throw notWritable(session, store, error);
  }
  releasedOnExit.addPath(lock);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const repository = repositoryDirectory(path);
    const packs = countPacks(path);
    const isNew = packs === 0 || packs > PACK_LIMIT;
    return { result: await use({ ...repository, isNew, clear: () => emptyDirectory(path) }) };
  } finally {
    await rm(lock, { force: true });
    releasedOnExit.deletePath(lock);
  }
}

/** A lock is a file with the id of the process that holds it; that of a process that is gone does not count. */
async function takeLock(lock: string): Promise<boolean> {
  for (const attempt of ["first", "second"] as const) {
    try {
      const file = await open(lock, "wx", 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (attempt === "second" || isHeld(await readFile(lock, "utf8").catch(() => ""))) return false;
    await rm(lock, { force: true });
  }
  return false;
}

function isHeld(holder: string): boolean {
  const id = Number(holder);
  // Another process has just made it and not yet said who it is.
  if (!Number.isInteger(id) || id <= 0) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of another user is alive too.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function countPacks(path: string): number {
  try {
    return readdirSync(join(path, "objects", "pack")).filter((name) => name.endsWith(".pack")).length;
  } catch {
    return 0;
  }
}

function notWritable({ source }: GitSession, store: string, cause: unknown): RototoError {
  return new RototoError(
    "source-unavailable",
    `${source.name}: cannot keep git objects in ${store}: ${(cause as NodeJS.ErrnoException).code ?? "unknown reason"}`,
    { details: { source: source.name, gitStore: store }, cause: ownCause(cause) },
  );
}
