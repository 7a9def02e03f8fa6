import { RototoError } from "@rototo/core/resolve";
import type { ObjectReader } from "./object-reader.js";
import { parseTree, UnsafeTreeEntryError, type TreeEntry } from "./parse-tree.js";

/** A place in a commit, links followed: its true path, and what is there. */
export interface ResolvedPath {
  readonly kind: "file" | "directory" | "submodule";
  readonly id: string;
  /** Names from the root of the repository. */
  readonly path: readonly string[];
}

/** A path that leads nowhere: to nothing, in circles, or out of the repository; or over a link that is not fetched yet. */
export type UnresolvedPath =
  { readonly kind: "missing" } | { readonly kind: "outside" } | { readonly kind: "not-fetched" };

/** As many links one after the other as Linux follows. */
const LINK_LIMIT = 40;

/** As long a link as Linux has, in bytes. */
const LONGEST_LINK = 4095;

/** The files of one commit, read as they are asked for. */
export class CommitFiles {
  readonly #reader: ObjectReader;
  readonly #name: string;
  readonly #notFetched = new Set<string>();
  readonly #trees = new Map<string, Promise<ReadonlyMap<string, TreeEntry>>>();
  readonly #rootId: string;

  private constructor(
    reader: ObjectReader,
    name: string,
    rootId: string,
    readonly commit: string,
  ) {
    this.#reader = reader;
    this.#name = name;
    this.#rootId = rootId;
  }

  /**
   * @param expression Names the commit in the repository.
   * @param name What to call the source.
   * @returns `undefined` when the repository has no such commit.
   */
  static async open(reader: ObjectReader, name: string, expression: string): Promise<CommitFiles | undefined> {
    const commit = await reader.read(expression);
    const rootId = /^tree ([0-9a-f]+)$/m.exec(commit?.content.toString("latin1") ?? "")?.[1];
    return commit === undefined || rootId === undefined ? undefined : new CommitFiles(reader, name, rootId, commit.id);
  }

  get root(): ResolvedPath {
    return { kind: "directory", id: this.#rootId, path: [] };
  }

  /** The entries of a directory by name. */
  async list({ id, path }: ResolvedPath): Promise<ReadonlyMap<string, TreeEntry>> {
    let tree = this.#trees.get(id);
    if (tree === undefined) {
      tree = this.#readTree(id, path);
      this.#trees.set(id, tree);
    }
    return tree;
  }

  /** The content of a file; `undefined` for one that is not fetched, which is then among `notFetched`. */
  async read(id: string): Promise<Buffer | undefined> {
    const object = await this.#reader.read(id);
    if (object === undefined) this.#notFetched.add(id);
    return object?.content;
  }

  /** The ids of the files that were asked for in vain. */
  get notFetched(): ReadonlySet<string> {
    return this.#notFetched;
  }

  /** Where the link `name` in `directory` leads, through every link on the way. Nothing is read but trees and links. */
  async resolveLink(directory: readonly string[], name: string): Promise<ResolvedPath | UnresolvedPath> {
    const remaining = [...directory, name];
    const followed = [this.root];
    let links = 0;
    for (let part = remaining.shift(); part !== undefined; part = remaining.shift()) {
      const current = followed.at(-1);
      if (part === "..") {
        if (followed.length === 1) return { kind: "outside" };
        followed.pop();
        continue;
      }
      if (current?.kind !== "directory") return { kind: "missing" };
      if (part === "" || part === ".") continue;
      const entry = (await this.list(current)).get(part);
      if (entry === undefined) return { kind: "missing" };
      if (entry.kind === "link") {
        links += 1;
        if (links > LINK_LIMIT) return { kind: "missing" };
        const content = await this.read(entry.id);
        if (content === undefined) return { kind: "not-fetched" };
        if (content.length > LONGEST_LINK) return { kind: "missing" };
        const target = content.toString("utf8");
        if (target.startsWith("/")) return { kind: "outside" };
        remaining.unshift(...target.split("/"));
        continue;
      }
      followed.push({ kind: entry.kind, id: entry.id, path: [...current.path, part] });
    }
    return followed.at(-1) ?? { kind: "missing" };
  }

  async #readTree(id: string, path: readonly string[]): Promise<ReadonlyMap<string, TreeEntry>> {
    const object = await this.#reader.read(id);
    if (object === undefined) throw incomplete(this.#name);
    try {
      return parseTree(object.content, id.length / 2);
    } catch (error) {
      if (!(error instanceof UnsafeTreeEntryError)) throw error;
      const entry = [...path, error.entryName].join("/");
      throw new RototoError("source-unsafe", `${this.#name}: unsafe entry ${JSON.stringify(entry)}: ${error.problem}`, {
        details: { source: this.#name, entry },
      });
    }
  }
}

/** The error for a repository of which an object cannot be had. */
export function incomplete(name: string): RototoError {
  return new RototoError("source-unavailable", `${name}: the repository lacks some of its objects; try again`, {
    details: { source: name },
  });
}
