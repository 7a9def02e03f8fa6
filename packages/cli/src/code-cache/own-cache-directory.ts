import { mkdirSync, statSync } from "node:fs";
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
    return isOwn(home) && isOwn(join(home, "rototo")) && isOwn(directory) ? directory : undefined;
  } catch {
    // It cannot be made, or there is no home.
    return undefined;
  }
}

function userCacheDirectory(): string {
  const { XDG_CACHE_HOME: configured, LOCALAPPDATA: local } = process.env;
  if (configured !== undefined && isAbsolute(configured)) return configured;
  if (process.platform === "win32" && local !== undefined) return local;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** On Windows the directories of a user are closed to others. */
function isOwn(directory: string): boolean {
  if (process.getuid === undefined) return true;
  const { uid, mode } = statSync(directory);
  return uid === process.getuid() && (mode & 0o022) === 0;
}
