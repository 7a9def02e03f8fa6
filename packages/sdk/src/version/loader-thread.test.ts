import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { serveGitOverHttps } from "../../../sources/src/testing/git-https-server.js";
import { TestRepository } from "../../../sources/src/testing/git-repository.js";
import { gitSandbox } from "../../../sources/src/testing/git-sandbox.js";
import type { RefreshingWorkspace as RefreshingWorkspaceClass } from "../workspace/refreshing-workspace.js";
import { builtSdk } from "./testing/built-sdk.js";

const sdk = builtSdk();
// After each test it demands that no process which began after it, and no temporary file, is left.
const sandbox = gitSandbox();

const filesOf = (value: number) => ({
  "rototo-workspace.toml": "schema_version = 1\n",
  "variables/limit.toml": `schema_version = 1\ntype = "int"\nvalues.a = ${value}\nresolve.default = "a"\n`,
});

/** A repository on a server that counts how often objects are fetched, and can keep silent. */
async function serve() {
  const repository = new TestRepository(sandbox.directory);
  repository.commit(filesOf(1));
  const state = { fetches: 0, silent: false, onSilence: (): void => undefined };
  const { origin } = await serveGitOverHttps(sandbox, repository.path, (request, _response, respond) => {
    if (state.silent) {
      state.onSilence();
      return;
    }
    request.on("data", (chunk: Buffer) => {
      if (chunk.includes("command=fetch")) state.fetches += 1;
    });
    respond();
  });
  return { repository, state, source: `git+${origin}/.git#main` };
}

async function loadMany(count: number, source: string, options: object = {}) {
  const { RefreshingWorkspace } = (await import(sdk.index)) as { RefreshingWorkspace: typeof RefreshingWorkspaceClass };
  return Promise.all(
    Array.from({ length: count }, async () => {
      const workspace = await RefreshingWorkspace.load(source, { periodMs: false, ...options });
      onTestFinished(() => workspace.close());
      return workspace;
    }),
  );
}

const threads = () => (process.platform === "linux" ? readdirSync("/proc/self/task").length : 0);

describe("many workspaces of one repository and ref", () => {
  it("share a thread and each fetch, and serve what each of them would alone", async () => {
    const { repository, state, source } = await serve();
    const workspaces = await loadMany(20, source);
    expect(state.fetches).toBe(1);
    const before = threads();
    repository.commit(filesOf(2));
    const outcomes = await Promise.all(workspaces.map((workspace) => workspace.refreshNow()));
    expect(new Set(outcomes)).toEqual(new Set(["refreshed"]));
    expect(state.fetches).toBe(2);
    expect(threads() - before).toBeLessThanOrEqual(6);
    repository.commit(filesOf(3));
    // One after the other: what one has fetched, the next need not.
    for (const workspace of workspaces) await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    expect(state.fetches).toBe(3);
    expect(workspaces.map((workspace) => workspace.resolveVariable("limit", {}).value)).toEqual(Array(20).fill(3));
    await expect(workspaces[0]?.refreshNow()).resolves.toBe("unchanged");
    expect(state.fetches).toBe(3);
  });

  it("do not wait for one that is closed, and do not end with it", async () => {
    const { repository, state, source } = await serve();
    const [first, second] = await loadMany(2, source);
    repository.commit(filesOf(2));
    const refused = expect(first?.refreshNow()).rejects.toMatchObject({ name: "AbortError" });
    const outcome = second?.refreshNow();
    await first?.close();
    await refused;
    await expect(outcome).resolves.toBe("refreshed");
    expect(state.fetches).toBe(2);
  });

  it("share nothing with those that have other credentials, limits or copies", async () => {
    const { state, source } = await serve();
    await Promise.all([
      loadMany(2, source),
      loadMany(2, source, { token: "t" }),
      loadMany(1, source, { limits: { entries: 9 } }),
    ]);
    expect(state.fetches).toBe(3);
  });
});

it("more sources than are asked at once all get their turn", async () => {
  const served = await Promise.all(Array.from({ length: 9 }, serve));
  const workspaces = (await Promise.all(served.map(({ source }) => loadMany(1, source)))).flat();
  for (const { repository } of served) repository.commit(filesOf(2));
  const outcomes = await Promise.all(workspaces.map((workspace) => workspace.refreshNow()));
  expect(outcomes).toEqual(Array(9).fill("refreshed"));
});

it("an attempt that takes too long fails, ends what it started, and the next one recovers", async () => {
  const { repository, state, source } = await serve();
  const [workspace] = await loadMany(1, source, { attemptTimeoutMs: 1_500 });
  repository.commit(filesOf(2));
  state.silent = true;
  await expect(workspace?.refreshNow()).rejects.toMatchObject({
    code: "source-timeout",
    details: { limit: "attemptTimeoutMs", allowed: 1_500 },
  });
  state.silent = false;
  await expect(workspace?.refreshNow()).resolves.toBe("refreshed");
});

it("a first load that takes too long gives way to what stands in", async () => {
  const { state, source } = await serve();
  state.silent = true;
  const bundled = new TestRepository(sandbox.directory);
  bundled.commit(filesOf(7));
  const [workspace] = await loadMany(1, source, { attemptTimeoutMs: 1_500, fallbackSource: bundled.path });
  expect(workspace?.status()).toMatchObject({ origin: "fallback", lastError: { code: "source-timeout" } });
  // Closing waits until what was stopped has cleaned up behind itself.
  await workspace?.close();
});

it("a process whose workspace was not closed ends while the source keeps silent, and leaves nothing behind", async () => {
  const { state, source } = await serve();
  const program = `
    import { RefreshingWorkspace } from ${JSON.stringify(sdk.index)};
    await RefreshingWorkspace.load(${JSON.stringify(source)}, { periodMs: 50 });
    console.log("loaded");
    process.stdin.once("data", () => process.stdin.destroy());`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const silence = new Promise<void>((resolve) => (state.onSilence = resolve));
  await once(child.stdout, "data");
  state.silent = true;
  await silence;
  child.stdin.write("end\n");
  expect(await once(child, "exit")).toEqual([0, null]);
});
