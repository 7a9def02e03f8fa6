import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { CommandError, usageError } from "../failure/command-error.js";
import { systemErrorReason } from "../failure/system-error-reason.js";

/** How the files begin that a build writes, in every format and version, also after a formatter went over them. */
const MARK = /^\s*(?:\/\/ Written by rototo build\b|\{\s*"format"\s*:\s*"rototo-snapshot")/;

/** Bytes in which the mark is found. */
const MARK_BYTES = 200;

/**
 * Refuses a path at which stands what no build has written: a person's work may be in it.
 * An empty file is nobody's work.
 *
 * @throws {CommandError} `usage`
 */
export function requireOwnFile(path: string): void {
  const start = beginningOf(path);
  if (start === undefined || start === "" || MARK.test(start)) return;
  throw usageError(`${path} was not written by rototo build, so it is left as it is`, {
    help: "write to another name with --out, or move that file away",
  });
}

/** The first characters of a file; `undefined` where there is none that could be read: writing says why. */
function beginningOf(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(MARK_BYTES);
      return bytes.toString("latin1", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/**
 * Writes `text` to `path`, in a directory that is made where there is none, whole or not at all: whoever reads meanwhile finds the old
 * file or the new one. Who may read and write it stays as it was. The caller keeps a signal from ending it halfway.
 *
 * @throws {CommandError} `io`, when it could not be written; the old file is still there.
 */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const mode = permissionsOf(path);
    // `wx` does not follow a link that somebody else may have put there.
    writeFileSync(temporary, text, { flag: "wx", flush: true, ...(mode !== undefined && { mode: mode & 0o700 }) });
    // Only once it is written, for a file that its owner may not write, and because the process may mask a mode.
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (cause) {
    if (existsSync(temporary)) rmSync(temporary);
    throw new CommandError("io", 2, `${path} cannot be written: ${systemErrorReason(cause)}`, { cause });
  }
}

function permissionsOf(path: string): number | undefined {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  return mode === undefined ? undefined : mode & 0o777;
}
