import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError } from "../failure/command-error.js";
import { systemErrorReason } from "../failure/system-error-reason.js";

/**
 * Writes `text` to `path`, in a directory that is made where there is none, whole or not at all: whoever reads meanwhile finds the old
 * file or the new one. The caller keeps a signal from ending it halfway.
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
    throw new CommandError("io", 2, `${path} cannot be written: ${systemErrorReason(cause)}`, { cause });
  }
}
