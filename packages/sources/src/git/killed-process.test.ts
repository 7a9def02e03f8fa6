import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { serveGitOverHttps } from "@rototo/test-support/git-https-server";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox, processesOf } from "@rototo/test-support/git-sandbox";
import { sourceProgram } from "../testing/source-program.js";

const program = sourceProgram(`
import { loadSource, parseSource } from "./sources.mjs";
const [, , text, gitStore] = process.argv;
await loadSource(parseSource(text, { cwd: "/" }), gitStore === undefined ? {} : { gitStore });
`);
// After the program is built: what builds it stays, and is not what a test looks for.
const sandbox = gitSandbox();

test.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)(
  "a process that %s ends in the middle of a load leaves no git process and no file",
  async (signal) => {
    const repository = new TestRepository(sandbox.directory);
    repository.commit({ "rototo-workspace.toml": "schema_version = 1\n" });
    let stall = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (stall = resolve));
    const { origin } = await serveGitOverHttps(sandbox, repository.path, (request, _response, serve) => {
      if (request.method === "POST") stall();
      else serve();
    });
    const child = spawn(process.execPath, [program.path, `git+${origin}/.git#main`], { stdio: "inherit" });
    onTestFinished(() => void child.kill("SIGKILL"));
    await stalled;
    expect(readdirSync(sandbox.temporary)).toHaveLength(1);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([null, signal]);
    // What cleans up does so a moment later; the test's own limit is for one that does not.
    while (processesOf(sandbox.directory).length > 0 || readdirSync(sandbox.temporary).length > 0) await setTimeout(20);
  },
);
