import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";
import { installPackedPackages, type PackedInstallation } from "./testing/packed-installation.js";
import { listPages } from "./testing/page-list.js";
import type { PageSandbox } from "./testing/page-sandbox.js";
import { readPage } from "./testing/read-page.js";
import { hasJq, testPage } from "./testing/test-page.js";

/**
 * Does what the pages say, with the packages as they would be published. All pages
 * stand in one test file, so that they share one installation.
 */
const TUTORIAL = "docs/tutorials/production-workflow.md";
const INSTALLATION_LIMIT_MS = 180_000;

/** What the tutorial installs beside ours; in the versions with which @rototo/otel is tested. */
const TELEMETRY = ["api", "api-logs", "sdk-logs", "sdk-trace-node"].map((name) => `@opentelemetry/${name}`);

let installation: PackedInstallation;
beforeAll(async () => {
  installation = await installPackedPackages(TELEMETRY.map((name) => `${name}@${testedVersionOf(name)}`));
  return installation.remove;
}, INSTALLATION_LIMIT_MS);

function testedVersionOf(name: string): string {
  const manifest = readFileSync(join(root, "packages/otel/package.json"), "utf8");
  const { devDependencies } = JSON.parse(manifest) as { readonly devDependencies: Readonly<Record<string, string>> };
  return devDependencies[name] ?? "";
}

const pages = listPages()
  .filter((path) => /^(docs|examples)\/|^(README|ARCHITECTURE)\.md$/.test(path))
  .map((path) => ({ path, page: readPage(readFileSync(join(root, path), "utf8"), path) }));

for (const { path, page } of pages) {
  if (page.steps.length === 0) continue;
  testPage(path, () => installation.modules, path === TUTORIAL ? testResult : undefined);
}

/** What the reader of the tutorial has made is our example, and the hook is a guard. */
function testResult(sandbox: () => PageSandbox): void {
  it("the workspace is the one in examples", async () => {
    const example = join(root, "examples/llm-agent-config");
    const files = (await sandbox().runScript("cd /home/ada/runtime-config\nfind config -type f")).stdout
      .trim()
      .split("\n");
    expect(files.sort()).toEqual(filesBelow(example, "config").sort());
    for (const file of files) expect(sandbox().readFile(file)).toBe(readFileSync(join(example, file), "utf8"));
  });

  it.skipIf(!hasJq)("the pre-push hook lets the workspace through (needs jq)", async () => {
    const { exit, stderr } = await sandbox().runScript("sh .git/hooks/pre-push");
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  });

  it("the pre-push hook stops a value that the custom lint refuses", async () => {
    const breakValue = `sed -i.bak 's/5000/5001/' config/variables/llm-agent-config-values/enterprise.toml`;
    const { exit, stdout, stderr } = await sandbox().runScript(`${breakValue}\nsh .git/hooks/pre-push`);
    expect(exit).toBe(1);
    expect(stdout + stderr).toContain("value enterprise exceeds the maximum token budget");
  });
}

function filesBelow(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, below) : [below];
  });
}

describe("commands that a person runs by hand", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const commands = pages.flatMap(({ path, page }) =>
    page.byHand.flatMap(({ line, script }) => script.split("\n").map((command) => ({ path, line, command }))),
  );

  it.each(commands)("$path:$line: $command is a script of the checkout", ({ command }) => {
    const script = /^npm (?:run )?([a-z-]+)(?: |$)/.exec(command)?.[1];
    expect(Object.keys(scripts)).toContain(script);
  });
});
