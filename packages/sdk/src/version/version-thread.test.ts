import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { RototoError } from "@rototo/core";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { RefreshingWorkspace as RefreshingWorkspaceClass } from "../workspace/refreshing-workspace.js";
import { builtSdk } from "./testing/built-sdk.js";

const tutorial = fileURLToPath(new URL("../../../../examples/llm-agent-config/config", import.meta.url));
const enterprise = { account: { plan: "enterprise", seats: 250 } };
const run = promisify(execFile);
const sdk = builtSdk();

interface Built {
  readonly RefreshingWorkspace: typeof RefreshingWorkspaceClass;
}

let directory: string;
beforeEach(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-thread-")));
  await cp(tutorial, directory, { recursive: true });
  return () => rmSync(directory, { recursive: true, force: true });
});

const enterpriseFile = () => join(directory, "variables/llm-agent-config-values/enterprise.toml");

async function edit(from: string, to: string): Promise<void> {
  await writeFile(enterpriseFile(), (await readFile(enterpriseFile(), "utf8")).replace(from, to));
}

async function load(options: object = {}) {
  const { RefreshingWorkspace } = (await import(sdk.index)) as Built;
  const workspace = await RefreshingWorkspace.load(directory, { periodMs: false, customLint: false, ...options });
  onTestFinished(() => workspace.close());
  return workspace;
}

function watchThreads(): readonly unknown[] {
  const threads: unknown[] = [];
  const remember = (thread: unknown) => void threads.push(thread);
  process.on("worker", remember);
  onTestFinished(() => void process.off("worker", remember));
  return threads;
}

// This build is a bundle as others make one: it has left the program of the scripts' threads out.
it("scripts that cannot run are told as such, with the remedy", async () => {
  await expect(load({ customLint: true })).rejects.toMatchObject({
    code: "runtime-unsupported",
    message: expect.stringMatching(
      /a bundler .* keep @rototo\/sdk out of the bundle, or pass customLint: false/,
    ) as string,
  });
});

describe("versions that are loaded in a thread of their own", () => {
  it("are served like the first", async () => {
    const workspace = await load();
    const threads = watchThreads();
    await expect(workspace.refreshNow()).resolves.toBe("unchanged");
    await edit("gpt-5", "gpt-6");
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    expect(threads).toHaveLength(1);
    const { value, valueKey, reason } = workspace.resolveVariable("llm-agent-config", "prod", enterprise);
    expect([(value as { model: string }).model, valueKey, reason]).toEqual(["gpt-6", "enterprise", "matched_rule"]);
    expect(workspace.current.inspect().environments).toEqual(["dev", "stage", "prod"]);
    expect(Object.isFrozen(value)).toBe(true);
  });

  it("are refused with the same errors", async () => {
    const workspace = await load();
    await edit("max_output_tokens = 5000", 'max_output_tokens = "many"');
    const error: unknown = await workspace.refreshNow().catch((reason: unknown) => reason);
    // The built package has classes of its own.
    expect(error).toMatchObject({ name: "RototoError", code: "workspace-invalid" });
    const { details } = error as RototoError;
    expect((details["diagnostics"] as { code: string }[]).map(({ code }) => code)).toEqual([
      "rototo/variable-value-schema-mismatch",
    ]);
    expect(workspace.status()).toMatchObject({ consecutiveFailures: 1, lastError: { code: "workspace-invalid" } });
    rmSync(directory, { recursive: true });
    await expect(workspace.refreshNow()).rejects.toMatchObject({ code: "workspace-not-found" });
  });

  it("are kept on disk, so that a start without the source begins with them", async () => {
    const copies = realpathSync(mkdtempSync(join(tmpdir(), "rototo-copy-")));
    onTestFinished(() => rmSync(copies, { recursive: true, force: true }));
    const diskCopy = join(copies, "workspace.snapshot.json");
    const workspace = await load({ diskCopy });
    await edit("gpt-5", "gpt-6");
    await workspace.refreshNow();
    await workspace.close();
    rmSync(directory, { recursive: true });
    const restarted = await load({ diskCopy });
    expect(restarted.status()).toMatchObject({ origin: "disk", lastError: { code: "workspace-not-found" } });
    const { value } = restarted.resolveVariable("llm-agent-config", "prod", enterprise);
    expect(value).toMatchObject({ model: "gpt-6" });
  });

  it("keep the process alive only while they are loaded", async () => {
    const program = `
      import { RefreshingWorkspace } from ${JSON.stringify(sdk.index)};
      const workspace = await RefreshingWorkspace.load(${JSON.stringify(directory)}, { customLint: false });
      console.log(await workspace.refreshNow());`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], { timeout: 20_000 });
    expect(stdout).toBe("unchanged\n");
  });

  it("end promptly when the workspace is closed meanwhile", async () => {
    const workspace = await load();
    const refused = expect(workspace.refreshNow()).rejects.toMatchObject({ name: "AbortError" });
    await workspace.close();
    await refused;
    await expect(workspace.refreshNow()).rejects.toMatchObject({ name: "AbortError" });
    expect(workspace.resolveVariable("llm-agent-config", "prod", enterprise).valueKey).toBe("enterprise");
  });
});
