import { isUtf8 } from "node:buffer";

/** One name in a directory of a commit. */
export interface TreeEntry {
  /** With U+FFFD where it is not UTF-8. */
  readonly name: string;
  readonly kind: "file" | "directory" | "link" | "submodule";
  /** Of the object: a blob, a tree, or a commit of another repository. */
  readonly id: string;
}

/** What a name in a tree must not be: git itself makes no such entry, so somebody else did. */
export class UnsafeTreeEntryError extends Error {
  constructor(
    readonly entryName: string,
    readonly problem: string,
  ) {
    super(`${entryName}: ${problem}`);
  }
}

/**
 * Reads the content of a git tree object: `<mode> <name>\0<id>` over and over.
 *
 * @param idLength Bytes of an object id: 20, or 32 with SHA-256.
 * @throws {UnsafeTreeEntryError} for a name that is no name in a directory, and for one that is there twice.
 */
export function parseTree(content: Buffer, idLength: number): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  let offset = 0;
  while (offset < content.length) {
    const space = content.indexOf(0x20, offset);
    const end = content.indexOf(0, space);
    if (space === -1 || end === -1 || end + 1 + idLength > content.length) {
      throw new UnsafeTreeEntryError("", "the tree is damaged");
    }
    const mode = Number.parseInt(content.toString("latin1", offset, space), 8);
    const bytes = content.subarray(space + 1, end);
    const name = bytes.toString("utf8");
    if (name === "" || name === "." || name === ".." || name.includes("/")) {
      throw new UnsafeTreeEntryError(name, "not a name that a file can have");
    }
    // Several names may look alike once their bytes are replaced; such files cannot be read anyway.
    if (entries.has(name) && isUtf8(bytes)) throw new UnsafeTreeEntryError(name, "there are two of that name");
    entries.set(name, { name, kind: entryKind(mode), id: content.toString("hex", end + 1, end + 1 + idLength) });
    offset = end + 1 + idLength;
  }
  return entries;
}

function entryKind(mode: number): TreeEntry["kind"] {
  switch (mode & 0o170000) {
    case 0o040000:
      return "directory";
    case 0o120000:
      return "link";
    case 0o160000:
      return "submodule";
    default:
      return "file";
  }
}
