import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { RefreshingWorkspace } from "../workspace/refreshing-workspace.js";

const limit = (value: number) => `schema_version = 1\ntype = "int"\nvalues.a = ${value}\nresolve.default = "a"\n`;

async function load() {
  const directory = temporaryDirectory({
    "rototo-workspace.toml": "schema_version = 1\n",
    "variables/limit.toml": limit(1),
  });
  const workspace = await RefreshingWorkspace.load(directory, { periodMs: false });
  onTestFinished(() => workspace.close());
  return { workspace, publish: (value: number) => writeFile(join(directory, "variables/limit.toml"), limit(value)) };
}

// In the sources, as in most bundles, the program of the thread does not lie beside the code.
it("without a thread, versions are loaded in the caller's, and one warning says so", async () => {
  const warnings: (Error & { code?: string; detail?: string })[] = [];
  const listen = (warning: Error) => void warnings.push(warning);
  process.on("warning", listen);
  onTestFinished(() => void process.off("warning", listen));

  const loaded = [await load(), await load()];
  await Promise.all(loaded.map(({ publish }) => publish(2)));
  await expect(Promise.all(loaded.map(({ workspace }) => workspace.refreshNow()))).resolves.toEqual([
    "refreshed",
    "refreshed",
  ]);
  await loaded[0]?.publish(3);
  await expect(loaded[0]?.workspace.refreshNow()).resolves.toBe("refreshed");
  expect(loaded.map(({ workspace }) => workspace.resolveVariable("limit", {}).value)).toEqual([3, 2]);

  await setImmediate();
  expect(warnings.map(({ code, message, detail }) => ({ code, message, detail }))).toEqual([
    {
      code: "ROTOTO_NO_THREAD",
      message: expect.stringContaining("keep @rototo/sdk out of the bundle") as string,
      detail: expect.stringContaining("version-thread.js") as string,
    },
  ]);
});
