import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { TestRepository } from "@rototo/test-support/git-repository";
import { serveGitOverHttps } from "@rototo/test-support/git-https-server";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import { builtSdk } from "./testing/built-sdk.js";

const sdk = builtSdk();
// After each test it demands that no process which began after it, and no temporary file, is left.
const sandbox = gitSandbox();

it("process.exit in the middle of a refresh leaves no git process and no file", async () => {
  const manifest = { "rototo-workspace.toml": "schema_version = 1\n" };
  const repository = new TestRepository(sandbox.directory);
  repository.commit(manifest);
  let stall = (): void => undefined;
  const stalled = new Promise<void>((resolve) => (stall = resolve));
  let answers = Infinity;
  const { origin } = await serveGitOverHttps(sandbox, sandbox.directory, (request, _response, serve) => {
    if (request.method !== "POST" || answers-- > 0) serve();
    else stall();
  });
  const source = `git+${origin}/${repository.path.slice(sandbox.directory.length + 1)}/.git#main`;
  const program = `
    import { RefreshingWorkspace } from ${JSON.stringify(sdk.index)};
    const workspace = await RefreshingWorkspace.load(${JSON.stringify(source)}, { periodMs: false });
    console.log("loaded");
    process.stdin.once("data", () => {
      workspace.refreshNow().catch(() => undefined);
      process.stdin.once("data", () => process.exit(3));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  repository.commit({ ...manifest, "README.md": "changed" });
  // One for the probe, which asks what the refs are; the thread gets none.
  answers = 1;
  child.stdin.write("refresh\n");
  await stalled;
  child.stdin.write("exit\n");
  const [status] = (await once(child, "exit")) as [number | null];
  expect(status).toBe(3);
});
