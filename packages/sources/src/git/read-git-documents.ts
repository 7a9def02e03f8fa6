import type { Document, Documents, UnreadableDocument } from "@rototo/core/documents";
import { closestName, RototoError } from "@rototo/core/resolve";
import { decodeDocument } from "../decode-document.js";
import { tooLarge } from "../over-limit.js";
import type { DocumentSelection } from "../select-documents.js";
import type { GitSource } from "../source.js";
import type { SourceLimits } from "../source-limits.js";
import type { CommitFiles, ResolvedPath } from "./commit-files.js";
import type { TreeEntry } from "./parse-tree.js";

/** A file of the workspace with the id of its blob, or a name in its place. */
type ListedFile =
  | { readonly path: string; readonly id: string }
  | { readonly path: string; readonly unreadable: UnreadableDocument["unreadable"] };

/**
 * Reads the workspace in the source's subdirectory of a commit, by the same rules as one in a directory. Files that
 * are not fetched yet, and what is behind links that are not, are left out: `files` knows them afterwards.
 *
 * @throws {RototoError} `workspace-not-found` without that subdirectory, `source-too-large` over a limit,
 *   `source-unsafe` for an entry that git itself would never make.
 */
export async function readGitDocuments(
  files: CommitFiles,
  source: GitSource,
  limits: Pick<SourceLimits, "entries">,
  selection: DocumentSelection,
): Promise<Documents> {
  const root = await findWorkspaceDirectory(files, source);
  const listed: ListedFile[] = [];
  for await (const file of listFolder(files, selection, root, "", root)) {
    listed.push(file);
    if (listed.length > limits.entries) throw tooManyFiles(source, limits);
  }
  const documents = await Promise.all(
    listed.map(async (file): Promise<[string, Document][]> => {
      if ("unreadable" in file) return [[file.path, { unreadable: file.unreadable }]];
      const content = await files.read(file.id);
      return content === undefined ? [] : [[file.path, decodeDocument(content)]];
    }),
  );
  return new Map(documents.flat());
}

async function findWorkspaceDirectory(files: CommitFiles, source: GitSource): Promise<ResolvedPath> {
  let current = files.root;
  for (const part of source.subdirectory === "" ? [] : source.subdirectory.split("/")) {
    const entries = await files.list(current);
    const entry = entries.get(part);
    if (entry?.kind !== "directory") throw directoryNotFound(source, [...current.path, part].join("/"), entry, entries);
    current = { kind: "directory", id: entry.id, path: [...current.path, part] };
  }
  return current;
}

async function* listFolder(
  files: CommitFiles,
  selection: DocumentSelection,
  root: ResolvedPath,
  folder: string,
  directory: ResolvedPath,
): AsyncGenerator<ListedFile> {
  const entries = [...(await files.list(directory)).values()];
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isFolder = selection.isFolder(path);
    const isFile = selection.isFile(path);
    if (!isFolder && !isFile) continue;
    // U+FFFD stands where a name is not UTF-8.
    if (entry.name.includes("\uFFFD")) {
      yield { path, unreadable: "encoding" };
      continue;
    }
    const found = await followEntry(files, root, directory, entry);
    if (found === "not-fetched") continue;
    if ("unreadable" in found) yield { path, unreadable: found.unreadable };
    else if (found.kind === "directory" && isFolder) yield* listFolder(files, selection, root, path, found);
    else if (found.kind === "file" && isFile) yield { path, id: found.id };
    // Submodules are other repositories, which are not fetched: a folder that is one is missing, and that is told.
    else if (isFile || found.kind === "submodule") yield { path, unreadable: "not-a-file" };
  }
}

async function followEntry(
  files: CommitFiles,
  root: ResolvedPath,
  directory: ResolvedPath,
  entry: TreeEntry,
): Promise<ResolvedPath | UnreadableDocument | "not-fetched"> {
  if (entry.kind !== "link") return { kind: entry.kind, id: entry.id, path: [...directory.path, entry.name] };
  const target = await files.resolveLink(directory.path, entry.name);
  if (target.kind === "not-fetched") return "not-fetched";
  if (target.kind === "missing") return { unreadable: "broken-link" };
  if (target.kind === "outside" || !root.path.every((part, index) => target.path[index] === part)) {
    return { unreadable: "unsafe-link" };
  }
  return target;
}

function directoryNotFound(
  source: GitSource,
  path: string,
  entry: TreeEntry | undefined,
  entries: ReadonlyMap<string, TreeEntry>,
): RototoError {
  const near =
    entry === undefined
      ? closestName(
          path.slice(path.lastIndexOf("/") + 1),
          [...entries.values()].filter(({ kind }) => kind === "directory").map(({ name }) => name),
        )
      : undefined;
  const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
  return new RototoError("workspace-not-found", `${source.name}: ${describeEntry(path, entry)}${hint}`, {
    details: { source: source.name, nearMatches: near === undefined ? [] : [near] },
  });
}

function describeEntry(path: string, entry: TreeEntry | undefined): string {
  switch (entry?.kind) {
    case "submodule":
      return `${path} is a submodule, and those are not fetched; name the other repository`;
    case "link":
      return `${path} is a symbolic link; name the directory itself`;
    case "file":
      return `${path} is a file; name its directory`;
    case undefined:
    case "directory":
      return `no such directory in the repository: ${path}`;
  }
}

function tooManyFiles({ name }: GitSource, limits: Pick<SourceLimits, "entries">): RototoError {
  const amount = limits.entries === 1 ? "one file" : `${limits.entries} files`;
  return tooLarge("the workspace has more than", "entries", limits, "split it", amount).toRototoError(name);
}
