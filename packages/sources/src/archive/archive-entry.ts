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

/**
 * What an entry is, for whoever knows where in the archive the workspace is: a file
 * or directory with a path of `/` only; something else at such a path, which is
 * `odd`; or something whose path is `unsafe`, with its beginning as far as it is
 * literal. `damaged` spoils the archive wherever it is.
 */
export type ArchiveEntry =
  | { readonly verdict: "file" | "directory"; readonly path: string }
  | { readonly verdict: "odd" | "unsafe"; readonly path: string; readonly reason: string }
  | { readonly verdict: "damaged"; readonly reason: string };

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
export function classifyEntry({ name: stated, type, size, pax }: TarHeader): ArchiveEntry {
  const name = sparseName(pax) ?? stated;
  // Archives older than the flag for directories mark them by the slash alone.
  const kind = type === "file" && name.endsWith("/") ? "directory" : KINDS.get(type);
  // Readers differ on whether it is there, and so on what follows.
  if (kind === "directory" && size !== 0) return { verdict: "damaged", reason: "is a directory with content" };
  const parts =
    name.length <= LONGEST_PATH && hasOddPart(name)
      ? name.split("/").filter((part) => part !== "" && part !== ".")
      : undefined;
  const problem = findPathProblem(name, parts);
  if (problem !== undefined) return { verdict: "unsafe", path: literalStart(name), reason: problem };
  const path = parts?.join("/") ?? name;
  if (kind === undefined || isSparse(pax)) return odd(path, "is of a kind that no workspace needs");
  if (kind !== "file" && kind !== "directory") return odd(path, `is a ${kind}`);
  if (path === "" && kind === "file") return odd(path, "is a file without a name");
  return { verdict: kind, path };
}

function findPathProblem(name: string, parts: readonly string[] | undefined): string | undefined {
  if (name.length > LONGEST_PATH) return "has a path that is far too long";
  if (name.includes("\0")) return "has a NUL in its path";
  if (name.includes("\\")) return "has a backslash in its path";
  if (name.startsWith("/")) return "has an absolute path";
  if (/^[A-Za-z]:/.test(name)) return "has a path with a drive";
  return parts?.includes("..") ? "has a path that leaves the archive by .." : undefined;
}

/** What of a path can be taken at its word: the directories before the first part that is not plain. */
function literalStart(name: string): string {
  const parts = name.slice(0, LONGEST_PATH).split(/[/\\\0]/);
  const start = parts.includes("..") ? parts.slice(0, parts.indexOf("..")) : parts;
  return start.filter((part) => part !== "" && part !== ".").join("/");
}

/** Pax keeps the map of a sparse file in records of its own, and its real name too. */
function isSparse(pax: TarHeader["pax"]): boolean {
  return Object.keys(pax ?? {}).some((key) => key.startsWith("GNU.sparse."));
}

function sparseName(pax: TarHeader["pax"]): string | undefined {
  const name: unknown = Reflect.get(Object(pax) as object, "GNU.sparse.name");
  return typeof name === "string" ? name : undefined;
}

/** Most paths have no empty part, `.` or `..`, and a long one is costly to take apart. */
function hasOddPart(path: string): boolean {
  return /(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}

function odd(path: string, reason: string): ArchiveEntry {
  return { verdict: "odd", path, reason };
}
