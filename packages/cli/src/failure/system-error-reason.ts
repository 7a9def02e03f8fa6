/** Why the operating system refused something, in a few words. */
export function systemErrorReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // What the system says may name a temporary file, of which nobody knows.
  return REASONS[code ?? ""] ?? code ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EEXIST: "its directory is a file",
  ENOTDIR: "its directory is a file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
};
