import { existsSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * A directory for cached code that nobody else can write to, made where it is missing.
 * `undefined` where there is none: what is in it is run without another look.
 */
export function ownCacheDirectory(): string | undefined {
  try {
    const home = userCacheDirectory();
    const directory = join(home, "rototo", "code");
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const isClosed = isOwn(home) && [join(home, "rototo"), directory].every((each) => isOwn(each) && !isOpen(each));
    return isClosed ? directory : undefined;
  } catch {
    // It cannot be made, or there is no home.
    return undefined;
  }
}

function userCacheDirectory(): string {
  const { XDG_CACHE_HOME: configured, LOCALAPPDATA: local } = process.env;
  if (configured !== undefined && isAbsolute(configured)) return configured;
  if (process.platform === "win32" && local !== undefined) return local;
  const home = homedir();
  // Users of containers are often given a home that is not there, and should not get one.
  if (!existsSync(home)) throw new Error("there is no home");
  return join(home, process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** False for that of who calls `sudo`, which is not left with files of root. */
function isOwn(directory: string): boolean {
  return process.getuid === undefined || statSync(directory).uid === process.getuid();
}

/** Whether others can write to it. On Windows the directories of a user are closed to them. */
function isOpen(directory: string): boolean {
  return process.getuid !== undefined && (statSync(directory).mode & 0o022) !== 0;
}
