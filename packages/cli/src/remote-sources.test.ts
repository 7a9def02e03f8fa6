import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { TestRepository } from "@rototo/test-support/git-repository";
import { git, gitSandbox, processesOf } from "@rototo/test-support/git-sandbox";
import { builtCommand } from "./testing/built-command.js";
import { hasComputed, SLOW_TO_LINT } from "./testing/long-computation.js";
import { runInProcess } from "./testing/run-in-process.js";
import { runNode, type CommandOptions } from "./testing/run-node.js";
import { tutorial } from "./testing/temporary-workspace.js";

// Built before the sandbox is there: what the build starts is not what the tests look for.
const command = builtCommand();
const sandbox = gitSandbox();

function rototo(words: readonly string[], options?: CommandOptions) {
  return runNode([command.path, ...words], options);
}

const ENTERPRISE = `llm-agent-config={"gateway":"openai","max_output_tokens":5000,"model":"gpt-5","prompt":"Summarize the incident for an enterprise support workflow. Preserve customer impact, operational risk, and next actions.","temperature":0.2} (enterprise)\n`;

describe("the tutorial: publish the workspace from Git, and resolve from there", () => {
  test("and the next command sees what is pushed", async () => {
    const bare = join(sandbox.directory, "runtime-config.git");
    const address = "https://github.com/acme/runtime-config.git";
    git(sandbox.directory, "init", "--quiet", "--bare", bare);
    const configuration = join(sandbox.home, ".gitconfig");
    writeFileSync(configuration, `[url "file://${bare}"]\n\tinsteadOf = ${address}\n[init]\n\tdefaultBranch = main\n`);
    onTestFinished(() => rmSync(configuration));

    const cwd = join(sandbox.directory, "runtime-config");
    mkdirSync(cwd);
    cpSync(tutorial, join(cwd, "config"), { recursive: true });
    git(cwd, "init", "--quiet");
    git(cwd, "add", "config");
    git(cwd, "commit", "--quiet", "-m", "Add LLM agent runtime config");
    git(cwd, "remote", "add", "origin", address);
    git(cwd, "push", "--quiet", "-u", "origin", "main");
    git(cwd, "branch", "prod");
    git(cwd, "push", "--quiet", "origin", "prod");

    const source = `git+${address}#prod:config`;
    const resolve = ["variable", "resolve", "llm-agent-config", "--workspace", source, "--env", "prod"];
    const context = ["--context", "@config/tests/prod-enterprise.json"];
    const done = { status: 0, signal: null, stderr: "" };
    expect(await rototo([...resolve, ...context], { cwd })).toEqual({ ...done, stdout: ENTERPRISE });
    const { stdout } = await rototo([...resolve, ...context, "--json"], { cwd });
    const expected = JSON.parse(
      readFileSync(join(cwd, "config/tests/prod-enterprise.expected.json"), "utf8"),
    ) as object;
    expect(JSON.parse(stdout)).toEqual({ workspace: source, ...expected });
    expect(await rototo(["workspace", "lint", source], { cwd })).toEqual({ ...done, stdout: `ok: ${source}\n` });

    const withPassword = source.replace("https://", "https://ada:hunter2@");
    const built = await rototo(["build", withPassword, "--out", "-"], { cwd });
    expect(built).toMatchObject(done);
    expect(built.stdout).not.toContain("hunter2");
    expect(JSON.parse(built.stdout)).toMatchObject({ source, fingerprint: `git:${git(cwd, "rev-parse", "main")}` });

    const value = join(cwd, "config/variables/llm-agent-config-values/enterprise.toml");
    writeFileSync(value, readFileSync(value, "utf8").replace("5000", "4000"));
    git(cwd, "commit", "--quiet", "--all", "-m", "Fewer tokens");
    git(cwd, "push", "--quiet", "origin", "main");
    expect((await rototo([...resolve, ...context], { cwd })).stdout).toBe(ENTERPRISE);
    git(cwd, "push", "--quiet", "origin", "main:prod");
    expect((await rototo([...resolve, ...context], { cwd })).stdout).toBe(ENTERPRISE.replace("5000", "4000"));

    const pinned = `git+file://${bare}#${git(cwd, "rev-parse", "main~1")}:config`;
    const atCommit = [...resolve.slice(0, 3), "--workspace", pinned, "--env", "prod", ...context];
    expect((await rototo(atCommit, { cwd })).stdout).toBe(ENTERPRISE);
  });
});

describe("a git source", () => {
  test("with lint errors shows them as of a directory", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "rototo-workspace.toml": "schema_version = 2\n", "qualifiers/a.toml": "[" });
    const { status, stdout, stderr } = await rototo(["workspace", "lint", `git+${repository.url}`]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("qualifiers/a.toml:1:");
    expect(stdout).toContain("rototo/workspace-manifest-schema-failed");
  });

  test("without a manifest is no workspace, and one that is not there is something else", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "config/variables/a.toml": "" });
    for (const fragment of ["", "#main", "#main:config", "#:config/variables"]) {
      const source = `git+${repository.url}${fragment}`;
      const { status, stdout, stderr } = await rototo(["variable", "list", "--workspace", source]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain("error rototo/workspace-manifest-missing");
    }
    for (const fragment of ["#nowhere", "#main:nowhere", "#:config/variables/a.toml"]) {
      const source = `git+${repository.url}${fragment}`;
      const { status, stderr } = await rototo(["variable", "list", "--workspace", source]);
      expect(status).toBe(2);
      expect(stderr).toContain("code: workspace-not-found");
    }
  });

  test("is named from the root of its repository for code scanners and annotations", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({
      "teams/web/rototo-workspace.toml": "schema_version = 1\n",
      "teams/web/qualifiers/a.toml": "[",
    });
    const lint = ["lint", `git+${repository.url}#main:teams/web`, "--format"];
    expect((await rototo([...lint, "github"])).stdout).toContain("::error file=teams/web/qualifiers/a.toml,line=1,");
    const { stdout } = await rototo([...lint, "sarif"]);
    expect(stdout).toContain(`"uri": "teams/web/qualifiers/a.toml"`);
    expect(stdout).toContain(`"id": "rototo/git+${repository.url}#main:teams/web/"`);
  });

  test("in a checkout, the same wherever the command runs", async () => {
    const { path } = new TestRepository(sandbox.directory);
    for (const team of ["web", "ops"]) {
      mkdirSync(join(path, "teams", team, "qualifiers"), { recursive: true });
      writeFileSync(join(path, "teams", team, "rototo-workspace.toml"), "schema_version = 1\n");
      writeFileSync(join(path, "teams", team, "qualifiers/a.toml"), "[");
    }
    const lint = (team: string, cwd: string) =>
      rototo(["lint", join(path, "teams", team), "--format", "sarif"], { cwd, env: { GITHUB_WORKSPACE: "" } });
    const web = await lint("web", path);
    expect(web.stdout).toContain(`"uri": "teams/web/qualifiers/a.toml"`);
    expect(web.stdout).toContain(`"id": "rototo/teams/web/"`);
    expect((await lint("web", sandbox.directory)).stdout).toBe(web.stdout);
    expect((await lint("web", join(path, "teams/web/qualifiers"))).stdout).toBe(web.stdout);
    expect((await lint("ops", path)).stdout).toContain(`"id": "rototo/teams/ops/"`);
  });

  test("is held to the limits of the call", async () => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "rototo-workspace.toml": "schema_version = 1\n", "schemas/context.schema.json": "{}" });
    const list = ["variable", "list", "--workspace", `git+${repository.url}`, "--limit"];
    expect(await rototo([...list, "entries=2"])).toMatchObject({ status: 0, stderr: "" });
    const { status, stderr } = await rototo([...list, "entries=1"]);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `error: git+${repository.url}: the workspace has more than one file; split it, or raise limits.entries\n` +
        "  code: source-too-large\n  help: to allow twice as much: --limit entries=2\n",
    );
  });

  test("that is not there is told with its code and without credentials", async () => {
    const source = "git+https://ada:hunter2@localhost:1/x.git#prod:config";
    const text = await rototo(["variable", "list", "--workspace", source]);
    expect(text).toEqual({
      status: 2,
      signal: null,
      stdout: "",
      stderr: `error: git+https://localhost:1/x.git#prod:config: the host cannot be reached; check its name and the network\n  code: source-unavailable\n`,
    });
    const json = await rototo(["variable", "list", "--json", "--workspace", source], { env: { ROTOTO_DEBUG: "1" } });
    expect(json.stdout + json.stderr).not.toContain("hunter2");
  });
});

describe("an archive", () => {
  const TOKEN = "t0ken-s3cret";

  async function serveArchive(): Promise<string> {
    const directory = mkdtempSync(join(sandbox.directory, "archive-"));
    const path = join(directory, "x.tar.gz");
    execFileSync("tar", ["-czf", path, "-C", dirname(tutorial), "config"]);
    const server = createHttpsServer(
      { key: readFileSync(sandbox.key), cert: readFileSync(sandbox.certificate) },
      (request: IncomingMessage, response: ServerResponse) => {
        if (request.headers.authorization === `Bearer ${TOKEN}`) response.end(readFileSync(path));
        else response.writeHead(401).end();
      },
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return `https://localhost:${(server.address() as AddressInfo).port}/x.tar.gz`;
  }

  test("gets the token of the option, or else of the environment", async () => {
    const source = await serveArchive();
    const certificates = { NODE_EXTRA_CA_CERTS: sandbox.certificate };
    const lint = ["workspace", "lint", source];
    const option = await rototo([...lint, "--workspace-token", TOKEN], {
      env: { ...certificates, ROTOTO_WORKSPACE_TOKEN: "another" },
    });
    expect(option).toEqual({ status: 0, signal: null, stdout: `ok: ${source}\n`, stderr: "" });
    const variable = await rototo(lint, { env: { ...certificates, ROTOTO_WORKSPACE_TOKEN: TOKEN } });
    expect(variable).toMatchObject({ status: 0, stdout: `ok: ${source}\n` });
    for (const [words, token] of [
      [[], ""],
      [["--workspace-token", "wr0ng-s3cret"], ""],
      [[], "wr0ng-s3cret"],
    ] as const) {
      const env = { ...certificates, ROTOTO_WORKSPACE_TOKEN: token, ROTOTO_DEBUG: "1" };
      const denied = await rototo([...lint, ...words], { env });
      expect(denied).toMatchObject({ status: 2, stdout: "" });
      expect(denied.stderr).toContain("code: source-denied");
      expect(denied.stderr).toContain("help: a token is given with --workspace-token, or in ROTOTO_WORKSPACE_TOKEN");
      expect(denied.stderr).not.toContain("s3cret");
    }
  });
});

/** A server that takes connections and says nothing, for `milliseconds`. */
async function serveSilence(milliseconds: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    void setTimeout(milliseconds, undefined, { ref: false }).then(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { server, source: `git+https://localhost:${(server.address() as AddressInfo).port}/x.git` };
}

describe("what takes longer than a second", () => {
  const CLEARED = "\r\u001b[K";

  test("is told on a terminal, on a line that goes away", async () => {
    const { source } = await serveSilence(1_300);
    const { stderr } = await runInProcess(["workspace", "lint", source, "--no-color"], { terminal: 200 });
    expect(stderr.startsWith(`${CLEARED}${source}: fetching${CLEARED}error: `)).toBe(true);
  });

  test("is not told otherwise", async () => {
    const { source } = await serveSilence(1_300);
    const words = ["workspace", "lint", source, "--no-color"];
    const results = await Promise.all([
      runInProcess(words),
      runInProcess([...words, "--quiet"], { terminal: 200 }),
      runInProcess(words, { terminal: 200, env: { TERM: "dumb" } }),
    ]);
    for (const { stderr } of results) expect(stderr.startsWith("error: ")).toBe(true);
  });

  test("what takes less is not told", async () => {
    const { source } = await serveSilence(0);
    const { stderr } = await runInProcess(["workspace", "lint", source, "--no-color"], { terminal: 200 });
    expect(stderr.startsWith("error: ")).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("interrupted while it fetches, it leaves nothing behind", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", async (signal) => {
    const { server, source } = await serveSilence(20_000);
    const child = spawn(process.execPath, [command.path, "workspace", "lint", source], { stdio: "ignore" });
    const ended = once(child, "exit");
    await once(server, "connection");
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    // The system takes a moment to clear away what was killed.
    await vi.waitFor(() => expect(processesOf(sandbox.directory)).toEqual([]), { timeout: 60_000 });
  });
});

test.skipIf(process.platform !== "linux")("interrupted while it lints what it fetched, it ends at once", async () => {
  const repository = new TestRepository(sandbox.directory);
  repository.commit(SLOW_TO_LINT);
  const child = spawn(process.execPath, [command.path, "workspace", "lint", `git+${repository.url}`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = Promise.all([once(child, "exit"), readText(child.stdout)]);
  await hasComputed(child, 900);
  child.kill("SIGINT");
  expect(await ended).toEqual([[null, "SIGINT"], ""]);
});
