import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentWithoutMark, git } from "./git-sandbox.js";

/** What a commit has under a path: text or bytes, a link, or an executable file. */
export type CommittedFile = string | Uint8Array | { readonly link: string } | { readonly executable: string };

export interface RepositoryOptions {
  readonly format?: "sha1" | "sha256";
  /** Commits need a person's name and a message; everything else is up to the test. */
  readonly branch?: string;
}

/** A repository with a working tree, served as it is. */
export class TestRepository {
  readonly path: string;

  constructor(directory: string, { format = "sha1", branch = "main" }: RepositoryOptions = {}) {
    this.path = mkdtempSync(join(directory, "repository-"));
    git(this.path, "init", "--quiet", `--object-format=${format}`, `--initial-branch=${branch}`);
  }

  get url(): string {
    return `file://${this.path}`;
  }

  git(...args: readonly string[]): string {
    return git(this.path, ...args);
  }

  /** Commits these files beside those that are there, and returns the commit's id. */
  commit(files: Readonly<Record<string, CommittedFile>>): string {
    for (const [path, file] of Object.entries(files)) this.#write(join(this.path, path), file);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "change");
    return this.git("rev-parse", "HEAD");
  }

  /** Commits a tree of any shape, also one that git would not make, and returns the commit's id. */
  commitTree(entries: readonly TreeLine[]): string {
    const tree = this.writeTree(entries);
    const commit = this.git("commit-tree", tree, "-m", "hand made");
    this.git("update-ref", "refs/heads/main", commit);
    return commit;
  }

  writeBlob(content: string): string {
    return this.#hash("blob", Buffer.from(content));
  }

  writeTree(entries: readonly TreeLine[]): string {
    return this.#hash(
      "tree",
      Buffer.concat(entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")])),
    );
  }

  #hash(type: string, input: Buffer): string {
    return execFileSync("git", ["hash-object", "-w", "--stdin", "--literally", "-t", type], {
      cwd: this.path,
      input,
      encoding: "utf8",
      env: environmentWithoutMark(),
    }).trim();
  }

  #write(path: string, file: CommittedFile): void {
    mkdirSync(dirname(path), { recursive: true });
    if (typeof file === "string" || file instanceof Uint8Array) {
      writeFileSync(path, file);
    } else if ("link" in file) {
      rmSync(path, { force: true });
      symlinkSync(file.link, path);
    } else {
      writeFileSync(path, file.executable);
      chmodSync(path, 0o755);
    }
  }
}

/** Mode, name and object of one entry of a tree. */
export type TreeLine = readonly [mode: string, name: string, id: string];
