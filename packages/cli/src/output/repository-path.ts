import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Source } from "@rototo/sources";
import type { Session } from "../session.js";

/** Names the files of a workspace for tools that know its repository: code scanners, annotations of a pull request. */
export interface RepositoryPaths {
  /** A workspace file from the root of its repository, with `/`; `undefined` when it lies in none that is known. */
  pathOf(path: string): string | undefined;
  /** The workspace itself: from the root of its repository, empty for the root; else its name. */
  readonly workspace: string;
}

/** What the paths depend on. */
export interface RepositoryPlace {
  readonly source: Source;
  /** The absolute directory of the workspace, when its files are on this machine. */
  readonly root: string | undefined;
  /** The directory that was asked for. */
  readonly base: string | undefined;
  readonly session: Pick<Session, "cwd" | "environmentVariables">;
}

/**
 * Paths from `base`; without one from `GITHUB_WORKSPACE`, else from the top of the git
 * checkout, else from the working directory: the first of them that the workspace is
 * in. Of files that are not on this machine, from the top of their repository or archive.
 */
export function repositoryPaths({ source, root, base, session }: RepositoryPlace): RepositoryPaths {
  if (root === undefined) {
    const subdirectory = "subdirectory" in source ? (source.subdirectory ?? "") : "";
    return {
      pathOf: (path) => (subdirectory === "" ? path : `${subdirectory}/${path}`),
      workspace: "name" in source ? source.name : "",
    };
  }
  const { cwd, environmentVariables } = session;
  const bases =
    base === undefined ? [environmentVariables["GITHUB_WORKSPACE"], gitTopLevel(root), cwd] : [resolve(cwd, base)];
  const [workspace] = bases.flatMap((directory) => pathBelow(directory, root) ?? []);
  return {
    pathOf: (path) => (workspace === undefined ? undefined : [workspace, path].filter((part) => part !== "").join("/")),
    workspace: workspace ?? root,
  };
}

/** `directory` from `base`, with `/`; `undefined` when it lies elsewhere. */
function pathBelow(base: string | undefined, directory: string): string | undefined {
  if (base === undefined || base === "") return undefined;
  const path = relative(realPath(base), realPath(directory));
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}

/** The nearest directory upwards that git keeps its data in; a worktree and a submodule have a file there. */
function gitTopLevel(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return directory;
    if (dirname(directory) === directory) return undefined;
  }
}

/** One directory may have several names, of which a CI server gives one and the system another. */
function realPath(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return directory;
  }
}
