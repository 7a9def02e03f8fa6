import { RototoError, type RototoErrorCode } from "@rototo/core/resolve";

/**
 * The error for a copy on disk that cannot be used.
 *
 * @param problem What is wrong with it.
 * @param advice What to do about that.
 */
export function unusableCopy(code: RototoErrorCode, path: string, problem: string, advice: string): RototoError {
  return new RototoError(code, `the copy on disk, ${path}, cannot be used: ${problem}; ${advice}`, {
    details: { diskCopy: path },
  });
}

/** What is kept of an error of the file system: its code, and what the system calls that. Its path is in the message. */
export function systemReason(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  // Of Deno: a permission that it was not given, with the flag.
  if (name === "NotCapable") return message;
  const [reason = "unknown reason"] = message.replace(/^[A-Z0-9]+: /, "").split(",", 1);
  return code === undefined ? "unknown reason" : `${reason} (${code})`;
}
