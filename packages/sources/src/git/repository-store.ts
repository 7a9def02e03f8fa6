import { createHash } from "node:crypto";
import { lstatSync, readdirSync, statSync, type Stats } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { RototoError } from "@rototo/core/resolve";
import { foreignWriter } from "../foreign-writer.js";
import { ownCause } from "../own-cause.js";
import { systemReason } from "../system-reason.js";
import type { GitSession } from "./git-session.js";
import { emptyDirectory, repositoryDirectory, type RepositoryDirectory } from "./repository-directory.js";
import { takeLock, type StoreLock } from "./store-lock.js";

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
 * to one load at a time, over all processes that share the directory.
 *
 * @returns `undefined`, without running it, while another load has the repository.
 * @throws {RototoError} `source-unavailable` when the directory cannot be written to, `source-unsafe` when another user
 *   can write to it: whoever writes to a repository decides what git runs in it.
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
  let lock: StoreLock | undefined;
  try {
    await mkdir(store, { recursive: true, mode: 0o700 });
    refuseForeign(session, store, statSync(store));
    lock = await takeLock(join(store, `${key}.lock`));
    if (lock === undefined) return undefined;
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    await lock?.release();
    throw error instanceof RototoError ? error : notWritable(session, store, error);
  }
  try {
    // Not where a link leads, which somebody else may have put there.
    refuseForeign(session, path, lstatSync(path));
    const repository = repositoryDirectory(path);
    const packs = countPacks(path);
    const isNew = packs === 0 || packs > PACK_LIMIT;
    if (!isNew) repository.resetConfiguration();
    return { result: await use({ ...repository, isNew, clear: () => emptyDirectory(path) }) };
  } finally {
    await lock.release();
  }
}

function refuseForeign({ source }: GitSession, path: string, stats: Stats): void {
  const problem = stats.isDirectory() ? foreignWriter(stats) : "is no directory: take it away";
  if (problem === undefined) return;
  throw new RototoError("source-unsafe", `${source.name}: git objects are not kept in ${path}, which ${problem}`, {
    details: { source: source.name, gitStore: path },
  });
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
    `${source.name}: cannot keep git objects in ${store}: ${systemReason(cause)}`,
    { details: { source: source.name, gitStore: store }, cause: ownCause(cause) },
  );
}
