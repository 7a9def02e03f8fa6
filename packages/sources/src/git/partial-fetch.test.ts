import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { serveGitOverHttps, type GitHttpsServer, type GitRequestHandler } from "@rototo/test-support/git-https-server";
import { TestRepository, type CommittedFile } from "@rototo/test-support/git-repository";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import { failureOf, load, probe } from "../testing/load-text.js";
import { sshServerMissing, startSshServer } from "@rototo/test-support/ssh-server";

const sandbox = gitSandbox();

/** What is elsewhere is far beyond it. */
const limits = { extractedBytes: 100_000 };

const WORKSPACE = {
  "rototo-workspace.toml": "schema_version = 1\n",
  "qualifiers/a.toml": "a",
  "variables/b.toml": "b",
  "variables/b-values/c.toml": "c",
};

interface LargeRepository {
  /** The directory of the workspace; empty for all of the repository. */
  readonly directory?: string;
  readonly files?: Readonly<Record<string, CommittedFile>>;
  readonly format?: "sha1" | "sha256";
}

/** A repository with a small workspace and much else, on a server that can leave files out. */
function createRepository({ directory = "config", files, format = "sha1" }: LargeRepository = {}): TestRepository {
  const repository = new TestRepository(sandbox.directory, { format });
  repository.git("config", "uploadpack.allowFilter", "true");
  repository.commit(below(directory, files ?? WORKSPACE));
  repository.commit({ "elsewhere/large.bin": randomBytes(3_000_000) });
  return repository;
}

function below(directory: string, files: Readonly<Record<string, CommittedFile>>): Record<string, CommittedFile> {
  const prefix = directory === "" ? "" : `${directory}/`;
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [prefix + path, file]));
}

async function serve(repository: TestRepository, handle?: GitRequestHandler): Promise<GitHttpsServer> {
  return serveGitOverHttps(sandbox, repository.path, handle);
}

function createStore(): { readonly path: string; readonly bytes: () => number } {
  const path = join(sandbox.directory, `store-${randomBytes(6).toString("hex")}`);
  const bytes = (): number =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return { path, bytes };
}

describe("a small workspace in a large repository costs what the workspace costs", () => {
  test("over https, in two requests for objects", async () => {
    const server = await serve(createRepository());
    expect((await load(`git+${server.origin}/.git#main:config`, { limits })).documents.size).toBe(4);
    expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(3);
    expect(server.requests).toHaveLength(5);
  });

  test("from a file, in SHA-256 too, by branch and by commit", async () => {
    for (const format of ["sha1", "sha256"] as const) {
      const repository = createRepository({ format });
      for (const ref of ["main", repository.git("rev-parse", "HEAD")]) {
        expect((await load(`git+${repository.url}#${ref}:config`, { limits })).documents.size).toBe(4);
      }
    }
  });

  test.skipIf(sshServerMissing)("over ssh", async () => {
    const { path } = createRepository();
    const server = await startSshServer(sandbox.directory);
    process.env["GIT_SSH_COMMAND"] = `ssh -F ${server.clientConfiguration}`;
    onTestFinished(() => void Reflect.deleteProperty(process.env, "GIT_SSH_COMMAND"));
    const text = `git+ssh://${server.user}@localhost:${server.port}${path}#main:config`;
    expect((await load(text, { limits })).documents.size).toBe(4);
  });

  test("where the repository is the workspace, in one request for objects", async () => {
    const server = await serve(createRepository({ directory: "" }));
    expect((await load(`git+${server.origin}/.git`, { limits })).documents.size).toBe(4);
    expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(2);
  });

  test("a large file of such a workspace comes after the others", async () => {
    const large = randomBytes(300_000).toString("hex");
    const repository = createRepository({ directory: "", files: { ...WORKSPACE, "variables/large.toml": large } });
    expect((await load(`git+${repository.url}`)).documents.get("variables/large.toml")).toBe(large);
  });

  test("with links, that lead to links and to folders", async () => {
    const files = {
      "rototo-workspace.toml": "schema_version = 1\n",
      "shared/a.toml": "shared",
      "qualifiers/a.toml": { link: "../shared/a.toml" },
      "qualifiers/b.toml": { link: "a.toml" },
      "qualifiers/gone.toml": { link: "nowhere.toml" },
      "qualifiers/outside.toml": { link: "../../elsewhere/large.bin" },
      variables: { link: "all/variables" },
      "all/variables/c.toml": "c",
      "all/variables/d.toml": { link: "../../qualifiers/b.toml" },
    };
    const repository = createRepository({ files });
    const { documents } = await load(`git+${repository.url}#main:config`, { limits });
    expect(Object.fromEntries(documents)).toEqual({
      "rototo-workspace.toml": "schema_version = 1\n",
      "qualifiers/a.toml": "shared",
      "qualifiers/b.toml": "shared",
      "qualifiers/gone.toml": { unreadable: "broken-link" },
      "qualifiers/outside.toml": { unreadable: "unsafe-link" },
      "variables/c.toml": "c",
      "variables/d.toml": "shared",
    });
  });

  test("as long as the workspace itself is small", async () => {
    const files = { ...WORKSPACE, "variables/large.toml": randomBytes(200_000).toString("hex") };
    const server = await serve(createRepository({ files }));
    expect((await failureOf(`git+${server.origin}/.git#main:config`, { limits })).code).toBe("source-too-large");
  });
});

describe("with a store", () => {
  test("a new version costs what is new, and one without news nothing", async () => {
    const repository = createRepository();
    const server = await serve(repository);
    const store = createStore();
    const text = `git+${server.origin}/.git#main:config`;
    const { fingerprint } = await load(text, { limits, gitStore: store.path });
    const first = store.bytes();
    expect(first).toBeLessThan(30_000);
    repository.commit({ "config/variables/b.toml": "second", "elsewhere/more.bin": randomBytes(3_000_000) });
    expect(await probe(text, fingerprint)).toBe("changed");
    const second = await load(text, { limits, gitStore: store.path });
    expect(second.documents.get("variables/b.toml")).toBe("second");
    expect(store.bytes()).toBeLessThan(first + 30_000);
    const before = server.requests.length;
    expect((await load(text, { limits, gitStore: store.path })).fingerprint).toBe(second.fingerprint);
    expect(server.requests.slice(before).filter((request) => request.startsWith("POST")).length).toBeLessThanOrEqual(2);
  });

  test("what a commit holds is asked for once", async () => {
    const repository = createRepository();
    const server = await serve(repository);
    const store = createStore();
    const text = `git+${server.origin}/.git#${repository.git("rev-parse", "HEAD")}:config`;
    await load(text, { gitStore: store.path });
    const before = server.requests.length;
    expect((await load(text, { gitStore: store.path })).documents.size).toBe(4);
    expect(server.requests).toHaveLength(before);
  });

  test("another directory of the same commit is fetched when it is wanted", async () => {
    const repository = createRepository();
    repository.commit({ "other/qualifiers/x.toml": "x", "other/rototo-workspace.toml": "schema_version = 1\n" });
    const store = createStore();
    await load(`git+${repository.url}#main:config`, { limits, gitStore: store.path });
    const { documents } = await load(`git+${repository.url}#main:other`, { limits, gitStore: store.path });
    expect(documents.get("qualifiers/x.toml")).toBe("x");
  });
});

describe("nothing is fetched but what is asked for here", () => {
  test("a server that leaves files out and then does not hand them out is asked for everything", async () => {
    // The old protocol hands out refs only.
    writeFileSync(join(sandbox.home, ".gitconfig"), "[protocol]\n\tversion = 0\n");
    onTestFinished(() => rmSync(join(sandbox.home, ".gitconfig")));
    const repository = createRepository();
    expect((await load(`git+${repository.url}#main:config`)).documents.size).toBe(4);
    expect((await failureOf(`git+${repository.url}#main:config`, { limits })).code).toBe("source-too-large");
  });

  test("a server that goes silent meanwhile is given up", async () => {
    let posts = 0;
    const server = await serve(createRepository(), (request, _response, pass) => {
      if (request.method === "POST") posts += 1;
      if (posts < 3) pass();
    });
    const error = await failureOf(`git+${server.origin}/.git#main:config`, { limits: { gitTimeoutMs: 1_500 } });
    expect(error).toMatchObject({ code: "source-timeout" });
  });

  test("a server that goes away meanwhile is an outage, and the store is used afterwards", async () => {
    let isAway = true;
    let posts = 0;
    const repository = createRepository();
    const server = await serve(repository, (request, response, pass) => {
      if (request.method === "POST") posts += 1;
      if (posts >= 3 && isAway) response.writeHead(503).end();
      else pass();
    });
    const store = createStore();
    const text = `git+${server.origin}/.git#main:config`;
    expect((await failureOf(text, { gitStore: store.path })).code).toBe("source-unavailable");
    isAway = false;
    expect((await load(text, { limits, gitStore: store.path })).documents.size).toBe(4);
  });
});
