import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { TestRepository } from "@rototo/test-support/git-repository";
import { git, gitSandbox } from "@rototo/test-support/git-sandbox";
import { failureOf, load, probe } from "../testing/load-text.js";

const sandbox = gitSandbox();
const OLD_PROTOCOL = "[protocol]\n\tversion = 0\n";
const MANIFEST = "schema_version = 1\n";

/** A workspace of which `qualifiers/a.toml` says which version it is. */
function version(name: string): Record<string, string> {
  return { "rototo-workspace.toml": MANIFEST, "qualifiers/a.toml": name };
}

async function versionAt(text: string): Promise<unknown> {
  return (await load(text)).documents.get("qualifiers/a.toml");
}

describe("what is read", () => {
  test("the documents of the workspace and nothing else, in a stable order", async () => {
    const repository = new TestRepository(sandbox.directory);
    const id = repository.commit({
      "rototo-workspace.toml": MANIFEST,
      "README.md": "no",
      "qualifiers/b.toml": "b",
      "qualifiers/a.toml": { executable: "a" },
      "qualifiers/notes.txt": "no",
      "qualifiers/deeper/x.toml": "no",
      "variables/limits.toml": "limits",
      "variables/limits-values/standard.toml": "standard",
      "variables/other/x.toml": "no",
      "catalogs/plans.toml": "plans",
      "catalogs/plans-entries/growth.toml": "growth",
      "schemas/context.schema.json": "{}",
      "lint/limits.lua": "-- lua",
      "tests/a.json": "{}",
    });
    const { documents, ...rest } = await load(`git+${repository.url}`, { tests: true });
    expect([...documents]).toEqual([
      ["catalogs/plans-entries/growth.toml", "growth"],
      ["catalogs/plans.toml", "plans"],
      ["lint/limits.lua", "-- lua"],
      ["qualifiers/a.toml", "a"],
      ["qualifiers/b.toml", "b"],
      ["rototo-workspace.toml", MANIFEST],
      ["schemas/context.schema.json", "{}"],
      ["tests/a.json", "{}"],
      ["variables/limits-values/standard.toml", "standard"],
      ["variables/limits.toml", "limits"],
    ]);
    expect(rest).toEqual({ fingerprint: `git:${id}`, immutable: false, name: `git+${repository.url}` });
  });

  test("the committed bytes, whatever the attributes of the repository say", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({
      ".gitattributes": "*.toml text eol=crlf ident\nqualifiers/utf16.toml working-tree-encoding=UTF-16LE\n",
      "qualifiers/a.toml": "a\nb $Id$\n",
    });
    repository.git("config", "core.autocrlf", "true");
    expect((await load(`git+${repository.url}`)).documents.get("qualifiers/a.toml")).toBe("a\nb $Id$\n");
  });

  test("a BOM is stripped, CRLF is kept, invalid UTF-8 is no text, a large file is whole", async () => {
    const repository = new TestRepository(sandbox.directory);
    const large = "x".repeat(3_000_000);
    repository.commit({
      "qualifiers/bom.toml": Buffer.from([0xef, 0xbb, 0xbf, 0x61]),
      "qualifiers/crlf.toml": "a\r\nb\0",
      "qualifiers/empty.toml": "",
      "qualifiers/large.toml": large,
      "qualifiers/latin1.toml": Buffer.from([0x61, 0xe9]),
    });
    expect([...(await load(`git+${repository.url}`)).documents]).toEqual([
      ["qualifiers/bom.toml", "a"],
      ["qualifiers/crlf.toml", "a\r\nb\0"],
      ["qualifiers/empty.toml", ""],
      ["qualifiers/large.toml", large],
      ["qualifiers/latin1.toml", { unreadable: "encoding" }],
    ]);
  });

  test("a subdirectory, also one with odd characters in its path and the repository's", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "teams/a b/ü#%/rototo-workspace.toml": MANIFEST, "qualifiers/no.toml": "no" });
    const odd = join(repository.path, "odd % name");
    git(repository.path, "clone", "--quiet", "--bare", repository.path, odd);
    const text = `git+file://${encodeURI(odd)}#main:teams/a%20b/ü%23%25`;
    expect([...(await load(text)).documents.keys()]).toEqual(["rototo-workspace.toml"]);
  });

  test("a directory without a manifest is read as well: lint says what is missing", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "config/qualifiers/a.toml": "a" });
    expect((await load(`git+${repository.url}#:config`)).documents.size).toBe(1);
  });
});

describe("refs", () => {
  test("the branch, the tag, HEAD, any full name, and a commit", async () => {
    const repository = new TestRepository(sandbox.directory);
    const first = repository.commit(version("first"));
    repository.git("tag", "light");
    repository.git("tag", "--annotate", "--message", "release", "v1");
    repository.git("update-ref", "refs/pull/7/head", first);
    repository.commit(version("second"));
    repository.git("branch", "release/2026");
    const last = repository.commit(version("third"));
    const url = `git+${repository.url}`;

    expect(await versionAt(url)).toBe("third");
    expect(await versionAt(`${url}#HEAD`)).toBe("third");
    expect(await versionAt(`${url}#main`)).toBe("third");
    expect(await versionAt(`${url}#release/2026`)).toBe("second");
    expect(await versionAt(`${url}#refs/heads/release/2026`)).toBe("second");
    expect(await versionAt(`${url}#light`)).toBe("first");
    expect(await versionAt(`${url}#refs/pull/7/head`)).toBe("first");
    expect(await load(`${url}#${last}`)).toMatchObject({ fingerprint: `git:${last}`, immutable: true });
    // An old commit that no ref names.
    expect(await load(`${url}#${first.toUpperCase()}`)).toMatchObject({ fingerprint: `git:${first}`, immutable: true });
    // The annotated tag is an object of its own; the fingerprint is the commit's.
    expect(repository.git("rev-parse", "v1")).not.toBe(first);
    expect(await load(`${url}#v1`)).toMatchObject({ fingerprint: `git:${first}`, immutable: false });
    expect(await probe(`${url}#v1`, `git:${first}`)).toBe("unchanged");
    expect(await probe(`${url}#light`, `git:${first}`)).toBe("unchanged");
  });

  test("a branch comes before a tag of its name, loading and probing", async () => {
    const repository = new TestRepository(sandbox.directory);
    const tagged = repository.commit(version("tag"));
    repository.git("tag", "prod");
    const branch = repository.commit(version("branch"));
    repository.git("branch", "prod");
    const url = `git+${repository.url}`;
    expect(await load(`${url}#prod`)).toMatchObject({ fingerprint: `git:${branch}` });
    expect(await probe(`${url}#prod`, `git:${branch}`)).toBe("unchanged");
    expect(await probe(`${url}#prod`, `git:${tagged}`)).toBe("changed");
    expect(await versionAt(`${url}#refs/tags/prod`)).toBe("tag");
    expect(await probe(`${url}#refs/tags/prod`, `git:${tagged}`)).toBe("unchanged");
  });

  test("a ref that another one ends with is not taken for it", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(version("a"));
    repository.git("branch", "x/refs/heads/prod");
    const url = `git+${repository.url}#prod`;
    expect(await probe(url, "git:0")).toBe("unknown");
    expect((await failureOf(url)).code).toBe("workspace-not-found");
  });

  test("a branch or tag of forty digits is not a commit", async () => {
    const repository = new TestRepository(sandbox.directory);
    const id = repository.commit(version("a"));
    const digits = "1".repeat(40);
    repository.git("update-ref", `refs/heads/${digits}`, id);
    const error = await failureOf(`git+${repository.url}#${digits}`);
    expect(error).toMatchObject({ code: "workspace-not-found" });
    expect(error.message).toContain(`no such commit: ${digits}`);
  });

  test("an id of something else than a commit", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(version("a"));
    const tree = repository.git("rev-parse", "HEAD^{tree}");
    const error = await failureOf(`git+${repository.url}#${tree}`);
    expect(error).toMatchObject({ code: "workspace-not-found" });
    expect(error.message).toContain("the repository hands out no commit of that id");
  });

  test("a commit of a server that hands out nothing but its refs is found in their history, or not at all", async () => {
    const repository = new TestRepository(sandbox.directory);
    const first = repository.commit(version("first"));
    repository.commit(version("second"));
    // The old protocol does not offer other objects, unless the repository is told to.
    writeFileSync(join(sandbox.home, ".gitconfig"), OLD_PROTOCOL);
    onTestFinished(() => rmSync(join(sandbox.home, ".gitconfig")));
    const url = `git+${repository.url}`;
    expect(await versionAt(`${url}#${first}`)).toBe("first");
    const error = await failureOf(`${url}#${"a".repeat(40)}`);
    expect(error).toMatchObject({ code: "workspace-not-found" });
    expect(error.message).toContain("the repository hands out no commit of that id");
    expect(await versionAt(url)).toBe("second");
  });

  test.each(["", OLD_PROTOCOL])("a SHA-256 repository %s", async (configuration) => {
    writeFileSync(join(sandbox.home, ".gitconfig"), configuration);
    onTestFinished(() => rmSync(join(sandbox.home, ".gitconfig")));
    const repository = new TestRepository(sandbox.directory, { format: "sha256" });
    const first = repository.commit(version("first"));
    repository.commit(version("second"));
    const url = `git+${repository.url}`;
    expect(first).toHaveLength(64);
    const loaded = await load(`${url}#main`);
    expect(loaded.documents.get("qualifiers/a.toml")).toBe("second");
    expect(await probe(`${url}#main`, loaded.fingerprint)).toBe("unchanged");
    expect(await load(`${url}#${first}`)).toMatchObject({ fingerprint: `git:${first}`, immutable: true });
    expect((await failureOf(`${url}#${"a".repeat(40)}`)).message).toContain("commit ids have 64 digits");
    const other = new TestRepository(sandbox.directory);
    other.commit(version("a"));
    expect((await failureOf(`git+${other.url}#${"a".repeat(64)}`)).message).toContain("commit ids have 40 digits");
  });

  test("history is not fetched", async () => {
    const repository = new TestRepository(sandbox.directory);
    for (let index = 0; index < 3; index++) repository.commit(version(`${"x".repeat(100_000)}${Math.random()}`));
    repository.commit(version("small"));
    const limits = { extractedBytes: 50_000 };
    expect((await load(`git+${repository.url}`, { limits })).documents.size).toBe(2);
  });
});

describe("probe", () => {
  test("follows the ref without fetching", async () => {
    const repository = new TestRepository(sandbox.directory);
    const id = repository.commit(version("first"));
    const url = `git+${repository.url}#main`;
    const { fingerprint } = await load(url);
    expect(fingerprint).toBe(`git:${id}`);
    expect(await probe(url, fingerprint)).toBe("unchanged");
    repository.commit(version("second"));
    expect(await probe(url, fingerprint)).toBe("changed");
    expect(await probe(`git+${repository.url}#gone`, fingerprint)).toBe("unknown");
    expect(await probe(`git+${repository.url}-gone#main`, fingerprint)).toBe("unknown");
  });

  test("a commit is immutable, without asking anybody", async () => {
    expect(await probe(`git+https://localhost:1/x.git#${"a".repeat(40)}`, "git:0")).toBe("immutable");
  });
});

describe("nothing there", () => {
  test("no repository", async () => {
    const error = await failureOf(`git+file://${sandbox.directory}/nowhere.git#main`);
    expect(error.code).toBe("workspace-not-found");
    expect(error.message).toContain("no such repository");
    expect((await failureOf(`git+file://${sandbox.home}#main`)).code).toBe("workspace-not-found");
  });

  test("no such ref: the near one, or those that there are", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(version("a"));
    repository.git("branch", "prod");
    const error = await failureOf(`git+${repository.url}#prd`);
    expect(error).toMatchObject({ code: "workspace-not-found", details: { nearMatches: ["prod"] } });
    expect(error.message).toContain("no such branch or tag: prd; did you mean prod?");
    expect((await failureOf(`git+${repository.url}#release/9`)).message).toContain("there are main, prod");
    expect((await failureOf(`git+${repository.url}#abcdef0`)).message).toContain("full id");
  });

  test("a branch and a tag of one name are named once, and short", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(version("a"));
    repository.git("tag", "main");
    const { message } = await failureOf(`git+${repository.url}#release/9`);
    expect(message).toContain("there are main");
    expect(message).not.toMatch(/main, main|refs\//);
  });

  test("no such directory: the near one", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({
      "teams/config/rototo-workspace.toml": MANIFEST,
      "teams/file.txt": "",
      link: { link: "teams" },
    });
    const error = await failureOf(`git+${repository.url}#:teams/confg`);
    expect(error).toMatchObject({ code: "workspace-not-found", details: { nearMatches: ["config"] } });
    expect(error.message).toContain(`no such directory in the repository: teams/confg; did you mean "config"?`);
    expect((await failureOf(`git+${repository.url}#:teams/file.txt`)).message).toContain("is a file");
    expect((await failureOf(`git+${repository.url}#:link/config`)).message).toContain("is a symbolic link");
    expect((await failureOf(`git+${repository.url}#:teams/constructor`)).code).toBe("workspace-not-found");
  });

  test("an empty repository", async () => {
    const repository = new TestRepository(sandbox.directory);
    for (const fragment of ["", "#main"]) {
      const error = await failureOf(`git+${repository.url}${fragment}`);
      expect(error.code).toBe("workspace-not-found");
      expect(error.message).toContain("the repository is empty");
    }
    expect(await probe(`git+${repository.url}`, "git:0")).toBe("unknown");
  });

  test("a HEAD to nowhere", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit(version("a"));
    repository.git("symbolic-ref", "HEAD", "refs/heads/gone");
    const error = await failureOf(`git+${repository.url}`);
    expect(error).toMatchObject({ code: "workspace-not-found", details: { nearMatches: ["main"] } });
    expect(error.message).toContain("HEAD names no branch; name one after #: main");
    expect(await versionAt(`git+${repository.url}#main`)).toBe("a");
    expect(await probe(`git+${repository.url}`, "git:0")).toBe("unknown");
  });
});
