import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { RototoError } from "@rototo/core/resolve";
import { foreignWriter } from "@rototo/sources";

const STICKY = 0o1000;
const OTHERS_WRITE = 0o022;

/**
 * Refuses a place for the copy where another user could put one of his own.
 *
 * @throws {RototoError} `source-unsafe`, and errors of the file system.
 */
export async function checkCopyFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const { uid, mode } = await stat(folder);
  // Where the sticky bit is set, as on /tmp, others may add files but not replace those of this user.
  const problem = foreignWriter({ uid, mode: (mode & STICKY) === 0 ? mode : mode & ~OTHERS_WRITE });
  if (problem !== undefined) throw unsafeCopy(path, `the folder ${folder} ${problem}`);
}

/** The error for a copy on disk that may be somebody else's. */
export function unsafeCopy(path: string, problem: string): RototoError {
  return new RototoError("source-unsafe", `the copy on disk, ${path}, is not used: ${problem}`, {
    details: { diskCopy: path },
  });
}
