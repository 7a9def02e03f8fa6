import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError } from "../failure/command-error.js";

/**
 * Writes `text` to `path`, in a directory that is made where there is none, whole or not at all: whoever reads meanwhile finds the old
 * file or the new one. Not interrupted by a signal, so nothing half done stays behind.
 *
 * @throws {CommandError} `io`, when it could not be written; the old file is still there.
 */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // `wx` does not follow a link that somebody else may have put there.
    writeFileSync(temporary, text, { flag: "wx", flush: true });
    renameSync(temporary, path);
  } catch (cause) {
    if (existsSync(temporary)) rmSync(temporary);
    throw new CommandError("io", 2, `${path} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  // What the system says names the temporary file, of which nobody knows.
  return REASONS[code ?? ""] ?? code ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "its directory is a file",
  ENOTDIR: "its directory is a file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
};
