import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createClient } from "../../packages/edge/src/index.js";
import { RefreshingWorkspace, Workspace } from "../../packages/sdk/src/index.js";
import { root } from "../../tools/run-command.mjs";

/** The names of all options, as the refusal of an unknown one lists them. */
async function optionsOf(call: (options: never) => unknown): Promise<string[]> {
  try {
    await call({ unheardOf: 1 } as never);
  } catch (error) {
    const [, names = ""] = /^unknown option \S*unheardOf: .* are (.*)$/.exec((error as Error).message) ?? [];
    return names.split(", ");
  }
  throw new Error("an unknown option was taken");
}

it.each<[string, string, (options: never) => unknown]>([
  ["Workspace.load", "docs/reference/sdk.md", (options) => Workspace.load("/", options)],
  ["RefreshingWorkspace.load", "docs/reference/sdk.md", (options) => RefreshingWorkspace.load("/", options)],
  [
    "records",
    "docs/reference/evaluation-records.md",
    (options) => Workspace.load("/", { records: { sinks: [], ...(options as object) } }),
  ],
  ["createClient", "packages/edge/README.md", (options) => createClient("https://localhost/a.snapshot.json", options)],
])("every option of %s is in %s", async (_, page, call) => {
  const names = await optionsOf(call);
  expect(names.length).toBeGreaterThan(2);
  const text = readFileSync(join(root, page), "utf8");
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});
