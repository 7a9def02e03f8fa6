import { MANIFEST_PATH } from "@rototo/core/documents";
import type { DocumentSelection } from "../select-documents.js";

/** The deepest document has this many parts in its path. */
const DEEPEST_DOCUMENT = 3;

/** Manifests that a message can name; more would not help. */
const MOST_MANIFESTS_NAMED = 5;

/**
 * What is where in an archive, as far as finding the workspace needs it. The
 * workspace is in the wanted directory, which is counted from the top of the
 * archive or, as many archives wrap everything in one directory, from a
 * top-level directory. Which of them it is shows only at the end.
 */
export class ArchiveLayout {
  readonly #wanted: string;
  readonly #selection: DocumentSelection;
  readonly #depth: number;
  readonly #roots = new Set<string>();
  readonly #topDirectories = new Set<string>();
  readonly #rootsWithManifest = new Set<string>();
  readonly #manifestDirectories: string[] = [];

  /** @param wanted The workspace's directory; empty for the top. */
  constructor(wanted: string, selection: DocumentSelection) {
    this.#wanted = wanted;
    this.#selection = selection;
    this.#depth = (wanted === "" ? 0 : wanted.split("/").length) + DEEPEST_DOCUMENT + 1;
  }

  /** Possible roots of the workspace that exist. */
  get roots(): ReadonlySet<string> {
    return this.#roots;
  }

  get rootsWithManifest(): ReadonlySet<string> {
    return this.#rootsWithManifest;
  }

  get topDirectories(): ReadonlySet<string> {
    return this.#topDirectories;
  }

  /** Some directories with a manifest, wherever they are. */
  get manifestDirectories(): readonly string[] {
    return this.#manifestDirectories;
  }

  addFile(path: string): void {
    const slash = path.lastIndexOf("/");
    const directory = slash === -1 ? "" : path.slice(0, slash);
    this.#addRoot(directory);
    if (path.slice(slash + 1) !== MANIFEST_PATH) return;
    if (this.#canBeRoot(directory)) this.#rootsWithManifest.add(directory);
    if (this.#manifestDirectories.length < MOST_MANIFESTS_NAMED) this.#manifestDirectories.push(directory);
  }

  /** Notes a directory, and yields it and those around it that stand where a document could be. */
  *addDirectory(path: string): Generator<string> {
    const parts = path === "" ? [] : path.split("/", this.#depth);
    this.#addRoot("");
    let directory = "";
    for (const part of parts) {
      directory = directory === "" ? part : `${directory}/${part}`;
      if (directory === part) this.#topDirectories.add(directory);
      this.#addRoot(directory);
      if (this.canBeDocument(directory)) yield directory;
    }
  }

  /** True when the path is a document's for a possible root. */
  canBeDocument(path: string): boolean {
    return this.possibleRoots(path).some((root) => this.#selection.isFile(inside(root, path) ?? ""));
  }

  /** The possible roots for which `path` is a place where a document or a folder of documents is looked for. */
  rootsLookingAt(path: string): readonly string[] {
    return this.possibleRoots(path).filter((root) => {
      const own = path === root ? "" : (inside(root, path) ?? "");
      return this.#selection.isFile(own) || this.#selection.isFolder(own);
    });
  }

  /** The possible roots that `path` is in, or is. */
  possibleRoots(path: string): readonly string[] {
    const slash = path.indexOf("/");
    const top = slash === -1 ? path : path.slice(0, slash);
    const wrapped = this.#wanted === "" ? top : `${top}/${this.#wanted}`;
    return [this.#wanted, wrapped].filter(
      (root, index, roots) => roots.indexOf(root) === index && (path === root || inside(root, path) !== undefined),
    );
  }

  #addRoot(directory: string): void {
    if (this.#canBeRoot(directory)) this.#roots.add(directory);
  }

  #canBeRoot(directory: string): boolean {
    if (directory === this.#wanted) return true;
    const slash = directory.indexOf("/");
    const wrapped = slash === -1 ? "" : directory.slice(slash + 1);
    return directory !== "" && wrapped === this.#wanted;
  }
}

/** The rest of `path` below `directory`; `undefined` when it is elsewhere. */
export function inside(directory: string, path: string): string | undefined {
  if (directory === "") return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}
