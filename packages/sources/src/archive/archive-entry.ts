/**
 * A tar header as tar-stream reads it: with what the pax and GNU headers before
 * it say, and with less in it than its own types promise.
 */
export interface TarHeader {
  readonly name: string;
  /** In bytes; `null` or `NaN` where the header holds no valid one. */
  readonly size: number | null;
  /** `null` for a kind that tar-stream does not know. */
  readonly type: string | null;
  /** The records of the pax header, if there was one. */
  readonly pax?: unknown;
}

/** What an entry is to a workspace: a place for a path with `/` only, or a reason to refuse the archive. */
export type ArchiveEntry =
  | { readonly verdict: "file"; readonly path: string }
  | { readonly verdict: "directory"; readonly path: string }
  | { readonly verdict: "reject"; readonly reason: string };

const KINDS: ReadonlyMap<string | null, "file" | "directory" | "hard link" | "symbolic link" | "device" | "pipe"> =
  new Map([
    ["file", "file"],
    // A wish about the disk layout, otherwise a file.
    ["contiguous-file", "file"],
    ["directory", "directory"],
    ["link", "hard link"],
    ["symlink", "symbolic link"],
    ["character-device", "device"],
    ["block-device", "device"],
    ["fifo", "pipe"],
  ] as const);

/** In UTF-16 code units; what Linux takes for a path. */
const LONGEST_PATH = 4096;

/**
 * Judges an entry by its header alone. Nothing is written to disk, so a path
 * has nowhere to escape to; it is refused all the same, for what it says about
 * the archive. `.` and empty parts of a path go. The top directory itself has
 * the empty path.
 */
export function classifyEntry({ name, type, size, pax }: TarHeader): ArchiveEntry {
  // Archives older than the flag for directories mark them by the slash alone.
  const kind = type === "file" && name.endsWith("/") ? "directory" : KINDS.get(type);
  if (kind === undefined || isSparse(pax)) return reject("is of a kind that no workspace needs");
  if (kind !== "file" && kind !== "directory") return reject(`is a ${kind}`);
  // Readers differ on whether it is there, and so on what follows.
  if (kind === "directory" && size !== 0) return reject("is a directory with content");
  if (name.length > LONGEST_PATH) return reject("has a path that is far too long");
  if (name.includes("\0")) return reject("has a NUL in its path");
  if (name.includes("\\")) return reject("has a backslash in its path");
  if (name.startsWith("/")) return reject("has an absolute path");
  if (/^[A-Za-z]:/.test(name)) return reject("has a path with a drive");
  const path = hasOddPart(name) ? withoutEmptyParts(name) : name;
  if (path === undefined) return reject("has a path that leaves the archive by ..");
  if (path === "" && kind === "file") return reject("is a file without a name");
  return { verdict: kind, path };
}

/** Pax keeps the map of a sparse file in records of its own, and its real name too. */
function isSparse(pax: TarHeader["pax"]): boolean {
  return Object.keys(pax ?? {}).some((key) => key.startsWith("GNU.sparse."));
}

/** Most paths have no empty part, `.` or `..`, and a long one is costly to take apart. */
function hasOddPart(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}

/** `undefined` for a path with `..`. */
function withoutEmptyParts(path: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? undefined : parts.join("/");
}

function reject(reason: string): ArchiveEntry {
  return { verdict: "reject", reason };
}
