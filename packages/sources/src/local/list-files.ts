import { readdirSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import type { UnreadableDocument } from "@rototo/core/documents";
import type { DocumentSelection } from "../select-documents.js";

/** A file that belongs to the workspace, or a name in its place. */
export type ListedFile =
  | { readonly path: string; readonly absolute: string }
  | { readonly path: string; readonly unreadable: UnreadableDocument["unreadable"] };

/** What a directory entry is once symbolic links are followed. */
type Entry =
  | { readonly kind: "file" | "directory"; readonly absolute: string }
  | { readonly kind: "unreadable"; readonly unreadable: UnreadableDocument["unreadable"] };

/**
 * Lists the files of the workspace at `root`, a real path, in a stable order.
 * Folders that no wanted document can be in are not entered. Links are followed only to
 * targets inside `root`; a folder's link that is not followed is listed under
 * the folder's own path.
 */
export function* listFiles(root: string, selection: DocumentSelection): Generator<ListedFile> {
  yield* listFolder(root, selection, "", root);
}

function* listFolder(
  root: string,
  selection: DocumentSelection,
  folder: string,
  absoluteFolder: string,
): Generator<ListedFile> {
  const entries = readdirSync(absoluteFolder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  const prefix = withSeparator(absoluteFolder);
  for (const dirent of entries) {
    const path = folder === "" ? dirent.name : `${folder}/${dirent.name}`;
    const isFolder = !dirent.isFile() && selection.isFolder(path);
    const isFile = selection.isFile(path);
    if (!isFolder && !isFile) continue;
    // Node puts U+FFFD where a name is not UTF-8; the file cannot be opened by such a name.
    if (dirent.name.includes("\uFFFD")) {
      yield { path, unreadable: "encoding" };
      continue;
    }
    const absolute = prefix + dirent.name;
    const entry = dirent.isSymbolicLink()
      ? followLink(root, absolute)
      : ({ kind: dirent.isDirectory() ? "directory" : "file", absolute } as const);
    if (entry.kind === "unreadable") yield { path, unreadable: entry.unreadable };
    else if (entry.kind === "directory" && isFolder) yield* listFolder(root, selection, path, entry.absolute);
    else if (isFile)
      yield entry.kind === "file" ? { path, absolute: entry.absolute } : { path, unreadable: "not-a-file" };
  }
}

function followLink(root: string, link: string): Entry {
  let target: string;
  try {
    target = realpathSync.native(link);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EACCES" || code === "EPERM") return { kind: "unreadable", unreadable: "denied" };
    if (code === "ENOENT" || code === "ELOOP" || code === "ENOTDIR")
      return { kind: "unreadable", unreadable: "broken-link" };
    throw error;
  }
  if (!isInside(root, target)) return { kind: "unreadable", unreadable: "unsafe-link" };
  return { kind: statSync(target).isDirectory() ? "directory" : "file", absolute: target };
}

function isInside(root: string, target: string): boolean {
  return target === root || target.startsWith(withSeparator(root));
}

function withSeparator(directory: string): string {
  return directory.endsWith(sep) ? directory : directory + sep;
}
