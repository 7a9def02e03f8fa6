import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { requireBasicAuthentication, serveGitOverHttps } from "@rototo/test-support/git-https-server";
import { TestRepository } from "@rototo/test-support/git-repository";
import { git, gitSandbox } from "@rototo/test-support/git-sandbox";
import { everythingIn, failureOf, load } from "../testing/load-text.js";
import { currentProcess } from "./process-identity.js";

const sandbox = gitSandbox();
const DAY_MS = 86_400_000;

function createRepository(): TestRepository {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({
    "qualifiers/a.toml": "first",
    ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`noise/${index}`, randomBytes(10_000)])),
  });
  return repository;
}

function createStore(): string {
  return join(sandbox.directory, `store-${randomBytes(6).toString("hex")}`, "below");
}

/** Every file below a directory, absolute. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The packs with something in them: git keeps an empty one of a fetch that found nothing new. */
function packsOf(store: string): { readonly path: string; readonly bytes: number }[] {
  return filesBelow(store)
    .filter((path) => path.endsWith(".pack"))
    .map((path) => ({ path, bytes: statSync(path).size }))
    .filter(({ bytes }) => bytes > 32);
}

async function versionIn(repository: TestRepository, gitStore: string, fragment = "#main"): Promise<unknown> {
  return (await load(`git+${repository.url}${fragment}`, { gitStore })).documents.get("qualifiers/a.toml");
}

describe("a store", () => {
  test("makes the next load fetch only what is new", async () => {
    const [repository, store] = [createRepository(), createStore()];
    expect(await versionIn(repository, store)).toBe("first");
    const [first] = packsOf(store);
    expect(first?.bytes).toBeGreaterThan(200_000);
    expect(await versionIn(repository, store)).toBe("first");
    expect(packsOf(store)).toHaveLength(1);
    repository.commit({ "qualifiers/a.toml": "second" });
    expect(await versionIn(repository, store)).toBe("second");
    const added = packsOf(store).filter(({ path }) => path !== first?.path);
    expect(added).toHaveLength(1);
    expect(added[0]?.bytes).toBeLessThan(5_000);
  });

  test("follows a branch that is set back", async () => {
    const [repository, store] = [createRepository(), createStore()];
    const first = repository.git("rev-parse", "HEAD");
    repository.commit({ "qualifiers/a.toml": "second" });
    expect(await versionIn(repository, store)).toBe("second");
    repository.git("reset", "--hard", "--quiet", first);
    expect(await versionIn(repository, store)).toBe("first");
    expect(await versionIn(repository, store, `#${first}`)).toBe("first");
  });

  test("serves only the source that it was filled for", async () => {
    const [repository, other, store] = [createRepository(), createRepository(), createStore()];
    other.commit({ "qualifiers/a.toml": "other" });
    expect(await versionIn(repository, store)).toBe("first");
    expect(await versionIn(other, store)).toBe("other");
    expect((await failureOf(`git+${repository.url}#gone`, { gitStore: store })).code).toBe("workspace-not-found");
    expect(readdirSync(store).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });

  test("is for its owner alone and holds no credential", async () => {
    const repository = createRepository();
    const store = createStore();
    const server = await serveGitOverHttps(sandbox, repository.path, requireBasicAuthentication("ada", "s3cret"));
    await load(`git+https://ada:s3cret@${server.host}/.git#main`, { gitStore: store });
    expect(statSync(store).mode & 0o077).toBe(0);
    for (const path of filesBelow(store)) expect(readFileSync(path, "latin1")).not.toContain("s3cret");
  });

  test("starts over when it is damaged", async () => {
    const [repository, store] = [createRepository(), createStore()];
    await versionIn(repository, store);
    for (const { path } of packsOf(store)) {
      execFileSync("chmod", ["u+w", path]);
      truncateSync(path, 1000);
    }
    expect(await versionIn(repository, store)).toBe("first");
    expect(await versionIn(repository, store)).toBe("first");
    const [repository2] = readdirSync(store);
    writeFileSync(join(store, repository2 ?? "", "config"), "[core\n");
    expect(await versionIn(repository, store)).toBe("first");
    writeFileSync(join(store, repository2 ?? "", "HEAD"), "");
    expect(await versionIn(repository, store)).toBe("first");
  });

  test("starts over when it has grown too many packs", async () => {
    const [repository, store] = [createRepository(), createStore()];
    await versionIn(repository, store);
    const [pack] = packsOf(store);
    for (let index = 0; index < 40; index++) writeFileSync(join(pack?.path ?? "", `../pack-${index}.pack`), "");
    expect(await versionIn(repository, store)).toBe("first");
    expect(packsOf(store)).toHaveLength(1);
  });

  test("keeps what it has while the server is away", async () => {
    const repository = createRepository();
    const store = createStore();
    let isAway = false;
    const server = await serveGitOverHttps(sandbox, repository.path, (_request, response, serve) =>
      isAway ? response.writeHead(503).end() : serve(),
    );
    const text = `git+${server.origin}/.git#main`;
    await load(text, { gitStore: store });
    const pinned = `git+${server.origin}/.git#${repository.git("rev-parse", "HEAD")}`;
    await load(pinned, { gitStore: store });
    const before = packsOf(store);
    isAway = true;
    // What a commit holds never changes, so nobody has to be asked.
    expect((await load(pinned, { gitStore: store })).documents.get("qualifiers/a.toml")).toBe("first");
    expect((await failureOf(text, { gitStore: store })).code).toBe("source-unavailable");
    expect(packsOf(store)).toEqual(before);
  });

  test("belongs to one load at a time; the others do without", async () => {
    const [repository, store] = [createRepository(), createStore()];
    const versions = await Promise.all(Array.from({ length: 4 }, () => versionIn(repository, store)));
    expect(versions).toEqual(["first", "first", "first", "first"]);
    expect(readdirSync(store)).toHaveLength(1);
  });

  describe("of which the lock is held", () => {
    const self = currentProcess();
    const parent = { ...self, id: process.ppid };
    const gone = Number(execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" }));

    /** Fills a store, then loads again beside that lock; says whether the lock was passed over. */
    async function isFree(holder: string, ageMs = 0): Promise<boolean> {
      const [repository, store] = [createRepository(), createStore()];
      await versionIn(repository, store);
      const [name = ""] = readdirSync(store);
      const lock = join(store, name.replace(/git$/, "lock"));
      writeFileSync(lock, holder);
      utimesSync(lock, new Date(), new Date(Date.now() - ageMs));
      expect(await versionIn(repository, store)).toBe("first");
      return !existsSync(lock);
    }

    test("by a process that runs, it is passed over", async () => {
      // This one, in another of its loads.
      expect(await isFree(JSON.stringify(self), DAY_MS)).toBe(false);
      expect(await isFree(JSON.stringify({ ...parent, started: "" }), DAY_MS)).toBe(false);
    });

    test("by one that is gone, or whose id another has now, it is used", async () => {
      expect(await isFree(JSON.stringify({ ...self, id: gone }))).toBe(true);
      expect(await isFree(JSON.stringify({ ...parent, started: "1" }))).toBe(true);
    });

    test("in another container, it is passed over as long as there are signs of life", async () => {
      const elsewhere = JSON.stringify({ ...self, id: 1, place: "elsewhere" });
      expect(await isFree(elsewhere)).toBe(false);
      expect(await isFree(elsewhere, DAY_MS)).toBe(true);
    });

    test("by nobody who says so, it is used after a while", async () => {
      for (const text of ["", "1", "{}", '{"id":1}']) {
        expect(await isFree(text)).toBe(false);
        expect(await isFree(text, DAY_MS)).toBe(true);
      }
    });
  });

  test("is left in order by a load that is aborted", async () => {
    const repository = createRepository();
    const store = createStore();
    const controller = new AbortController();
    const reason = new Error("enough");
    const server = await serveGitOverHttps(sandbox, repository.path, (request, _response, serve) => {
      if (request.method === "POST") controller.abort(reason);
      else serve();
    });
    const text = `git+${server.origin}/.git#main`;
    await expect(load(text, { gitStore: store, signal: controller.signal })).rejects.toBe(reason);
    expect(readdirSync(store).filter((name) => name.endsWith(".lock"))).toEqual([]);
    expect(packsOf(store)).toEqual([]);
  });

  test("that cannot be written to is told", async () => {
    const repository = createRepository();
    const file = join(sandbox.directory, "file");
    writeFileSync(file, "");
    const error = await failureOf(`git+${repository.url}#main`, { gitStore: join(file, "store") });
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("cannot keep git objects in");
    expect(everythingIn(error)).toContain("ENOTDIR");
  });
});

describe("a store that another user can write to", () => {
  /** A program that leaves a mark, as whoever may write to a repository can have git run one. */
  function plant(repository: string): () => boolean {
    const mark = join(sandbox.directory, `mark-${randomBytes(6).toString("hex")}`);
    const program = join(sandbox.directory, `program-${randomBytes(6).toString("hex")}`);
    writeFileSync(program, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    writeFileSync(
      join(repository, "config"),
      `[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n\talternateRefsCommand = ${program}\n\tsshCommand = ${program}\n` +
        `\tfsmonitor = ${program}\n\thooksPath = ${repository}/hooks\n[gpg]\n\tprogram = ${program}\n`,
    );
    mkdirSync(join(repository, "hooks"), { recursive: true });
    for (const hook of ["reference-transaction", "post-fetch"]) {
      writeFileSync(join(repository, "hooks", hook), readFileSync(program), { mode: 0o755 });
    }
    mkdirSync(join(repository, "objects/info"), { recursive: true });
    writeFileSync(join(repository, "objects/info/alternates"), join(sandbox.directory, "alternate/objects"));
    return () => existsSync(mark);
  }

  test("runs nothing that somebody wrote into it", async () => {
    const [repository, store] = [createRepository(), createStore()];
    git(sandbox.directory, "init", "--quiet", "--bare", "alternate");
    await versionIn(repository, store);
    const [name = ""] = readdirSync(store);
    const hasRun = plant(join(store, name));
    repository.commit({ "qualifiers/a.toml": "second" });
    expect(await versionIn(repository, store)).toBe("second");
    expect(hasRun()).toBe(false);
  });

  test.each([
    [0o777, "can be written to by every user"],
    [0o770, "can be written to by its group"],
  ])("by mode %o, is refused, itself and what is in it", async (mode, message) => {
    const [repository, store] = [createRepository(), createStore()];
    await versionIn(repository, store);
    const [name = ""] = readdirSync(store);
    for (const path of [store, join(store, name)]) {
      chmodSync(path, mode);
      const error = await failureOf(`git+${repository.url}#main`, { gitStore: store });
      expect(error).toMatchObject({ code: "source-unsafe", details: { gitStore: path } });
      expect(error.message).toContain(`${path}, which ${message}: chmod go-w it`);
      chmodSync(path, 0o700);
    }
    expect(await versionIn(repository, store)).toBe("first");
    expect(readdirSync(store)).toEqual([name]);
  });

  test.runIf(process.geteuid?.() === 0)("because it is another user's, is refused", async () => {
    const [repository, store] = [createRepository(), createStore()];
    await versionIn(repository, store);
    const [name = ""] = readdirSync(store);
    for (const path of [store, join(store, name)]) {
      chownSync(path, 1234, 1234);
      const error = await failureOf(`git+${repository.url}#main`, { gitStore: store });
      expect(error.code).toBe("source-unsafe");
      expect(error.message).toContain("belongs to another user (uid 1234): name one of your own");
      chownSync(path, 0, 0);
    }
  });

  test("by a link in it, is refused", async () => {
    const [repository, store] = [createRepository(), createStore()];
    await versionIn(repository, store);
    const [name = ""] = readdirSync(store);
    renameSync(join(store, name), join(store, "elsewhere"));
    symlinkSync("elsewhere", join(store, name));
    expect((await failureOf(`git+${repository.url}#main`, { gitStore: store })).code).toBe("source-unsafe");
  });
});
