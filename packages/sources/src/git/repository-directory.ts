import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { releasedOnExit } from "./release-on-exit.js";

/** How commits are named: by 40 hex digits or by 64. */
export type ObjectFormat = "sha1" | "sha256";

/** A directory for git objects, and nothing else: no branch, remote, hook or working tree. */
export interface RepositoryDirectory {
  readonly path: string;
  /** Makes it an empty repository of that format, whatever it was. */
  initialise(format: ObjectFormat): void;
  /**
   * Takes away whatever git, or somebody else, has added to what `initialise` made, beside objects and refs: programs
   * to run, other places to read objects from, and remotes to fetch missing ones from without being asked.
   */
  resetConfiguration(): void;
}

/** Runs `use` with a directory of its own, which is gone afterwards in any case. */
export async function withTemporaryRepository<T>(use: (repository: RepositoryDirectory) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), "rototo-git-"));
  releasedOnExit.addPath(path);
  try {
    return await use(repositoryDirectory(path));
  } finally {
    // What was just killed may still be writing for a moment.
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    releasedOnExit.deletePath(path);
  }
}

/** The repository in the directory `path`, which exists. */
export function repositoryDirectory(path: string): RepositoryDirectory {
  return {
    path,
    initialise(format) {
      emptyDirectory(path);
      // What git asks of a repository, https://git-scm.com/docs/gitrepository-layout. To have git make it would be
      // one more process for every load, and would copy what the user's template has.
      mkdirSync(join(path, "objects", "pack"), { recursive: true });
      mkdirSync(join(path, "refs"));
      writeFileSync(join(path, "HEAD"), "ref: refs/heads/none\n");
      writeFileSync(join(path, "config"), CONFIGURATION[format]);
    },
    resetConfiguration() {
      const config = join(path, "config");
      const format = existsSync(config) && readFileSync(config, "latin1").includes("sha256") ? "sha256" : "sha1";
      for (const name of ["config", "config.worktree", "hooks", "info", "commondir", "objects/info"]) {
        rmSync(join(path, name), { recursive: true, force: true });
      }
      writeFileSync(config, CONFIGURATION[format]);
    },
  };
}

/** https://git-scm.com/docs/repository-version */
const CONFIGURATION: Readonly<Record<ObjectFormat, string>> = {
  sha1: "[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n",
  sha256: "[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = sha256\n",
};

/** Deletes everything in a directory. */
export function emptyDirectory(path: string): void {
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
}
