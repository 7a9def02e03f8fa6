import type { Stats } from "node:fs";

/** Modes by which others than the owner may write. */
const GROUP_WRITES = 0o020;
const ALL_WRITE = 0o002;

/**
 * Says who else than this user, and root, can change a file or directory, as the
 * end of a sentence about it; `undefined` when nobody can. Windows has no such owners
 * and modes, and nobody is found there.
 */
export function foreignWriter({ uid, mode }: Pick<Stats, "uid" | "mode">): string | undefined {
  const self = process.geteuid?.();
  if (self === undefined) return undefined;
  if (uid !== self && uid !== 0) return `belongs to another user (uid ${uid}): name one of your own`;
  if ((mode & ALL_WRITE) !== 0) return "can be written to by every user: chmod go-w it, or name one below it";
  if ((mode & GROUP_WRITES) !== 0) return "can be written to by its group: chmod go-w it, or name one below it";
  return undefined;
}
