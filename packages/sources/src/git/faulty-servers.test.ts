import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { serveGitOverHttps, type GitRequestHandler } from "../testing/git-https-server.js";
import { TestRepository } from "../testing/git-repository.js";
import { gitSandbox, processesOf } from "../testing/git-sandbox.js";
import { failureOf, load, probe } from "../testing/load-text.js";

const sandbox = gitSandbox();

/** A repository with a pack of some size, on a server. */
async function serve(handle: GitRequestHandler) {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({ "rototo-workspace.toml": "schema_version = 1\n", "noise.bin": randomBytes(400_000) });
  const server = await serveGitOverHttps(sandbox, repository.path, handle);
  return { server, text: `git+${server.origin}/.git#main` };
}

/** Lets everything through but the answer with the pack: after its first piece comes what `spoil` makes of it. */
function spoilPack(
  spoil: (response: ServerResponse, chunk: Uint8Array) => void,
  afterBytes = 20_000,
): GitRequestHandler {
  return (request, response, serve) => {
    if (request.method !== "POST") {
      serve();
      return;
    }
    const write = response.write.bind(response);
    let sent = 0;
    let isSpoilt = false;
    response.write = ((chunk: Uint8Array) => {
      sent += chunk.length;
      // The answer with the refs is shorter.
      if (sent < afterBytes) return write(chunk);
      if (!isSpoilt) {
        isSpoilt = true;
        response.end = () => response;
        spoil(response, chunk);
      }
      return true;
    }) as typeof response.write;
    serve();
  };
}

describe("takes too long", () => {
  test.each<[string, GitRequestHandler]>([
    ["a server that never answers", () => undefined],
    ["a server that answers and never goes on", (_request, response) => void response.writeHead(200).write("0")],
    [
      "a server that sends a byte now and then",
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" });
        const timer = setInterval(() => response.write("0"), 50);
        response.on("close", () => clearInterval(timer));
      },
    ],
    ["a pack that stalls in the middle", spoilPack(() => undefined)],
  ])("%s", async (_name, handle) => {
    const { text } = await serve(handle);
    const error = await failureOf(text, { limits: { gitTimeoutMs: 700 } });
    expect(error).toMatchObject({ code: "source-timeout", details: { limit: "gitTimeoutMs", allowed: 700 } });
    expect(processesOf(sandbox.directory)).toEqual([]);
  });

  test("a probe gives up too, and does not know", async () => {
    const { text } = await serve(() => undefined);
    expect(await probe(text, "git:0", { limits: { gitTimeoutMs: 500 } })).toBe("unknown");
  });

  test("aborting ends it at once", async () => {
    const { text, server } = await serve(spoilPack(() => undefined));
    const controller = new AbortController();
    const reason = new Error("enough");
    const loading = load(text, { signal: controller.signal });
    const expectation = expect(loading).rejects.toBe(reason);
    while (server.requests.length < 3) await setTimeout(10);
    controller.abort(reason);
    await expectation;
    expect(processesOf(sandbox.directory)).toEqual([]);

    const probing = new AbortController();
    const { text: silent, server: silentServer } = await serve(() => undefined);
    const probed = expect(probe(silent, "git:0", { signal: probing.signal })).rejects.toBe(reason);
    while (silentServer.requests.length < 1) await setTimeout(10);
    probing.abort(reason);
    await probed;
  });
});

describe("breaks off", () => {
  test("in the middle of the pack", async () => {
    const { text } = await serve(spoilPack((response) => response.destroy()));
    const error = await failureOf(text);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("cut before everything arrived");
  });

  test("in the middle of the refs", async () => {
    const { text } = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" });
      response.write("001e# service=git-upload-pack\n0000", () => response.destroy());
    });
    expect((await failureOf(text)).code).toBe("source-unavailable");
  });

  test("at once", async () => {
    const { text } = await serve((request) => request.socket.destroy());
    expect((await failureOf(text)).code).toBe("source-unavailable");
  });

  test("with a pack of other bytes than git sent", async () => {
    const { text } = await serve(
      spoilPack((response, chunk) => {
        response.socket?.end(chunk.map((byte) => byte ^ 1));
      }),
    );
    expect((await failureOf(text)).code).toBe("source-unavailable");
  });
});

describe("answers otherwise", () => {
  test("with a failure and a long explanation", async () => {
    const { text } = await serve((_request, response) => response.writeHead(503).end("x".repeat(5_000_000)));
    const error = await failureOf(text);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("the server failed");
    expect(error.message.length).toBeLessThan(300);
  });

  test("with a web page", async () => {
    const { text } = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>\n<h1>Welcome</h1>\n</html>\n"),
    );
    const error = await failureOf(text);
    expect(error.code).toBe("workspace-not-found");
    expect(error.message).toContain("no such repository");
  });

  test("with words that steer a terminal", async () => {
    const { text } = await serve((_request, response) =>
      response
        .writeHead(200, { "content-type": "application/x-git-upload-pack-advertisement" })
        .end("001e# service=git-upload-pack\n00000023ERR \u001b[31mred\u001b[0m and \u0007bell\n0000"),
    );
    expect((await failureOf(text)).code).toBe("source-unavailable");
  });

  test("with more than the limit", async () => {
    const { text } = await serve((_request, _response, pass) => pass());
    const error = await failureOf(text, { limits: { extractedBytes: 100_000 } });
    expect(error).toMatchObject({ code: "source-too-large", details: { limit: "extractedBytes", allowed: 100_000 } });
  });

  test("with more than the limit, and is stopped before it is all there", async () => {
    const { text } = await serve(spoilPack(() => undefined, 300_000));
    const error = await failureOf(text, { limits: { extractedBytes: 100_000 } });
    expect(error).toMatchObject({ code: "source-too-large", details: { limit: "extractedBytes", allowed: 100_000 } });
  });
});

test("no git on the PATH", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "/nonexistent";
  onTestFinished(() => void (process.env["PATH"] = path));
  for (const text of ["git+file:///srv/x.git#main", "git+ssh://localhost/x.git"]) {
    const error = await failureOf(text);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("no git on this machine's PATH");
    expect(await probe(text, "git:0")).toBe("unknown");
  }
});

test("nowhere to put what git fetches", async () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = "/nonexistent";
  onTestFinished(() => void (process.env["TMPDIR"] = before));
  const error = await failureOf("git+file:///srv/x.git#main");
  expect(error.code).toBe("source-unavailable");
  expect(error.message).toContain("cannot write the files that git needs (ENOENT)");
});

test("a repository of another user", async () => {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({ "rototo-workspace.toml": "" });
  process.env["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";
  onTestFinished(() => void Reflect.deleteProperty(process.env, "GIT_TEST_ASSUME_DIFFERENT_OWNER"));
  const error = await failureOf(`git+${repository.url}#main`);
  expect(error.code).toBe("source-denied");
  expect(error.message).toContain("safe.directory");
});

test("called from a hook, git's variables for that repository do not count", async () => {
  const repository = new TestRepository(sandbox.directory);
  const id = repository.commit({ "rototo-workspace.toml": "" });
  const names = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH"];
  for (const name of names) process.env[name] = "/nonexistent";
  onTestFinished(() => names.forEach((name) => Reflect.deleteProperty(process.env, name)));
  const text = `git+${repository.url}#main`;
  expect((await load(text)).fingerprint).toBe(`git:${id}`);
  expect(await probe(text, `git:${id}`)).toBe("unchanged");
});

test("progress is told, and only what git itself counts", async () => {
  const { text } = await serve((_request, _response, pass) => pass());
  const messages: string[] = [];
  await load(text, { onProgress: (message) => messages.push(message) });
  expect(messages[0]).toBe(`${text}: fetching`);
  expect(messages).toContain(`${text}: receiving objects 100%`);
});
