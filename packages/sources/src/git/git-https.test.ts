import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  requireBasicAuthentication,
  serveGitOverHttps,
  type GitRequestHandler,
} from "@rototo/test-support/git-https-server";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox, processesOf } from "@rototo/test-support/git-sandbox";
import { everythingIn, failureOf, load, probe } from "../testing/load-text.js";

const sandbox = gitSandbox();
const WORKSPACE = { "config/rototo-workspace.toml": "schema_version = 1\n", "config/qualifiers/a.toml": "a" };

/** A repository on a server; `text` writes a source for it. */
async function serve(handle?: GitRequestHandler) {
  const repository = new TestRepository(sandbox.directory);
  const id = repository.commit(WORKSPACE);
  const server = await serveGitOverHttps(sandbox, repository.path, handle);
  const text = (fragment: string, userInformation = ""): string =>
    `git+https://${userInformation}${server.host}/.git${fragment}`;
  return { repository, id, server, text };
}

function configureGit(text: string): void {
  const path = join(sandbox.home, ".gitconfig");
  writeFileSync(path, text);
  onTestFinished(() => rmSync(path, { force: true }));
}

describe("without authentication", () => {
  test("a load takes one conversation with the server, a probe the beginning of one", async () => {
    const { id, server, text } = await serve();
    const loaded = await load(text("#main:config"));
    expect(loaded.fingerprint).toBe(`git:${id}`);
    expect([...loaded.documents.keys()]).toEqual(["qualifiers/a.toml", "rototo-workspace.toml"]);
    const ask = "GET /.git/info/refs?service=git-upload-pack";
    const talk = "POST /.git/git-upload-pack";
    expect(server.requests.splice(0)).toEqual([ask, talk, talk]);
    expect(await probe(text("#main:config"), loaded.fingerprint)).toBe("unchanged");
    expect(server.requests.splice(0)).toEqual([ask, talk]);
    expect(await probe(text(`#${id}:config`), loaded.fingerprint)).toBe("immutable");
    expect(server.requests).toEqual([]);
    expect((await load(text(`#${id}:config`))).immutable).toBe(true);
  });

  test("a push is seen by the next probe and load", async () => {
    const { repository, id, text } = await serve();
    const next = repository.commit({ "config/qualifiers/a.toml": "b" });
    expect(await probe(text("#main:config"), `git:${id}`)).toBe("changed");
    const loaded = await load(text("#main:config"));
    expect(loaded.fingerprint).toBe(`git:${next}`);
    expect(loaded.documents.get("qualifiers/a.toml")).toBe("b");
  });

  test("a repository that is not there", async () => {
    const { server } = await serve();
    const error = await failureOf(`git+${server.origin}/nowhere.git#main`);
    expect(error.code).toBe("workspace-not-found");
    expect(error.message).toContain("no such repository");
  });

  test("a certificate that is not trusted", async () => {
    const { text } = await serve();
    const trusted = process.env["GIT_SSL_CAINFO"];
    process.env["GIT_SSL_CAINFO"] = "/etc/ssl/certs/ca-certificates.crt";
    onTestFinished(() => void (process.env["GIT_SSL_CAINFO"] = trusted));
    const error = await failureOf(text("#main:config"));
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("certificate is not trusted");
  });

  test("nobody there", async () => {
    for (const host of ["localhost:1", "no-such-host.invalid"]) {
      const error = await failureOf(`git+https://${host}/x.git#main`);
      expect(error.code).toBe("source-unavailable");
      expect(error.message).toContain("the host cannot be reached");
      expect(await probe(`git+https://${host}/x.git#main`, "git:0")).toBe("unknown");
    }
  });
});

describe("with authentication", () => {
  const PASSWORD = "s3cret/ %:@#";
  const authenticate = requireBasicAuthentication("ada", PASSWORD);

  /** The command lines of git and all that it starts, which every user of the machine may read. */
  function watchProcesses(): () => string {
    let lines = "";
    const timer = setInterval(() => (lines += processesOf(sandbox.directory).join("\n")), 5);
    onTestFinished(() => clearInterval(timer));
    return () => lines;
  }

  test("credentials of the source reach the server and nothing else", async () => {
    const { id, text } = await serve(authenticate);
    const seen = watchProcesses();
    const progress: string[] = [];
    const given = text("#main:config", `ada:${encodeURIComponent(PASSWORD)}@`);
    // A helper of the user must not come before them.
    configureGit(`[credential]\n\thelper = "!echo username=eve; echo password=wrong"\n`);
    const loaded = await load(given, { onProgress: (message) => progress.push(message) });
    expect(loaded).toMatchObject({ fingerprint: `git:${id}`, name: text("#main:config") });
    expect(await probe(given, loaded.fingerprint)).toBe("unchanged");
    expect(progress.join("\n")).toContain(loaded.name);
    expect(progress.join("\n")).not.toContain("s3cret");
    if (process.platform === "linux") expect(seen()).toContain("git");
    expect(seen()).not.toContain("s3cret");
  });

  test("a user name alone may be a token", async () => {
    const { text } = await serve(requireBasicAuthentication("t0ken", ""));
    expect((await load(text("#main:config", "t0ken@"))).documents.size).toBe(2);
  });

  test("a user name alone finds its password with the user's helper", async () => {
    const { text } = await serve(authenticate);
    configureGit(`[credential]\n\thelper = "!grep -q username=ada && echo 'password=${PASSWORD}'; :"\n`);
    expect((await load(text("#main:config", "ada@"))).documents.size).toBe(2);
  });

  test("git's own credentials: a helper, and an address that is replaced", async () => {
    const { server, text } = await serve(authenticate);
    configureGit(`[credential]\n\thelper = "!echo username=ada; echo 'password=${PASSWORD}'; :"\n`);
    expect((await load(text("#main:config"))).documents.size).toBe(2);
    configureGit(
      `[url "https://ada:${encodeURIComponent(PASSWORD)}@${server.host}/"]\n\tinsteadOf = https://config.example/\n`,
    );
    expect((await load("git+https://config.example/.git#main:config")).documents.size).toBe(2);
    const error = await failureOf("git+https://config.example/nowhere#main:config");
    expect(everythingIn(error)).not.toContain("s3cret");
  });

  test("git's configuration from the environment stays", async () => {
    const { text } = await serve(authenticate);
    const header = `Authorization: Basic ${Buffer.from(`ada:${PASSWORD}`).toString("base64")}`;
    const given = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "http.extraHeader", GIT_CONFIG_VALUE_0: header };
    Object.assign(process.env, given);
    onTestFinished(() => Object.keys(given).forEach((name) => Reflect.deleteProperty(process.env, name)));
    expect((await load(text("#main:config"))).documents.size).toBe(2);
  });

  test.each([
    ["none", ""],
    ["wrong ones", "ada:s3cret-wrong@"],
    ["a user name alone", "s3cret@"],
  ])("refused: %s", async (_name, userInformation) => {
    const { text } = await serve(authenticate);
    const given = text("#main:config", userInformation);
    const progress: string[] = [];
    const error = await failureOf(given, { onProgress: (message) => progress.push(message) });
    expect(error.code).toBe("source-denied");
    expect(error.message).toContain("give git on this machine credentials");
    expect(everythingIn(error) + progress.join("\n")).not.toContain("s3cret");
    expect(await probe(given, "git:0")).toBe("unknown");
  });

  test("nobody is asked, whatever the user has set up for that", async () => {
    const { text } = await serve(authenticate);
    const asked = join(sandbox.directory, "asked");
    configureGit(`[core]\n\taskPass = touch ${asked} #\n`);
    process.env["GIT_ASKPASS"] = process.env["SSH_ASKPASS"] = `touch ${asked} #`;
    onTestFinished(() => {
      delete process.env["GIT_ASKPASS"];
      delete process.env["SSH_ASKPASS"];
    });
    expect((await failureOf(text("#main:config"))).code).toBe("source-denied");
    expect(existsSync(asked)).toBe(false);
  });

  test("403 is a refusal", async () => {
    const { text } = await serve((_request, response) => response.writeHead(403).end());
    expect((await failureOf(text("#main:config", "ada:s3cret@"))).code).toBe("source-denied");
  });

  test("git set up to say everything says no secret", async () => {
    const { text } = await serve(authenticate);
    Object.assign(process.env, { GIT_TRACE: "1", GIT_TRACE_CURL: "1", GIT_CURL_VERBOSE: "1", GIT_TRACE_REDACT: "0" });
    onTestFinished(() => {
      for (const name of ["GIT_TRACE", "GIT_TRACE_CURL", "GIT_CURL_VERBOSE", "GIT_TRACE_REDACT"]) {
        Reflect.deleteProperty(process.env, name);
      }
    });
    const error = await failureOf(text("#nowhere:config", `ada:${encodeURIComponent(PASSWORD)}@`));
    expect(error.code).toBe("workspace-not-found");
    expect(everythingIn(error)).not.toContain("s3cret");
  });
});

test("a redirect to plain http is not followed", async () => {
  const { text } = await serve((request, response) =>
    response.writeHead(302, { location: `http://localhost:1${request.url ?? ""}` }).end(),
  );
  const error = await failureOf(text("#main:config"));
  expect(error.code).toBe("source-unsafe");
  expect(error.message).toContain("redirects");
});
