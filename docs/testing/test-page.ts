import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../tools/run-command.mjs";
import { createPageSandbox, type PageSandbox } from "./page-sandbox.js";
import { readPage, type PageCommand, type PageStep } from "./read-page.js";

/** True when this machine has jq, which some documented commands use. */
export const hasJq = isInstalled("jq");

/**
 * Declares the tests that do what a page says: one test per step, in order, in a
 * sandbox of its own. Without jq, a block is run up to its first use of jq, and
 * the page up to its first push. A repository that the page adds as a remote is
 * an empty one of the sandbox's own.
 *
 * @param path The page, relative to the checkout.
 * @param modules Gives the `node_modules` with `rototo`; called when the tests run.
 * @param afterwards Declares further tests that find the sandbox as the page leaves it.
 */
export function testPage(path: string, modules: () => string, afterwards?: (sandbox: () => PageSandbox) => void): void {
  const { steps, startsIn } = readPage(readFileSync(join(root, path), "utf8"), path);
  describe(path, () => {
    let sandbox: PageSandbox;
    let failedAt: number | undefined;
    beforeAll(() => {
      sandbox = createPageSandbox({
        modules: modules(),
        remotes: remotesOf(steps),
        ...(startsIn === undefined ? undefined : { startsIn: join(root, startsIn) }),
      });
      return () => sandbox.remove();
    });

    const declare = (name: string, step: PageStep) => {
      it(name, async ({ skip }) => {
        skip(failedAt !== undefined, `line ${failedAt ?? 0} failed`);
        failedAt = step.line;
        await follow(step, sandbox);
        failedAt = undefined;
      });
    };
    let isCut = false;
    for (const step of steps) {
      const name = `line ${step.line}: ${describeStep(step)}`;
      if (isCut) {
        it.skip(`${name} (comes after a push, whose hook needs jq: jq is not installed)`);
        continue;
      }
      const beforeJq = step.kind === "command" && !hasJq ? withoutJq(step) : step;
      isCut = beforeJq !== step && step.kind === "command" && step.script.includes("git push");
      if (beforeJq !== undefined) declare(name, beforeJq);
      if (beforeJq !== step) it.skip(`${name} (from jq on: jq is not installed)`);
    }
    afterwards?.(() => sandbox);
  });
}

async function follow(step: PageStep, sandbox: PageSandbox): Promise<void> {
  if (step.kind === "file") {
    sandbox.writeFile(step.path, step.text);
    return;
  }
  if (step.kind === "quote") {
    expect(step.text).toBe(sandbox.readFile(step.path));
    return;
  }
  const { exit, stdout, stderr } = await sandbox.runScript(step.script);
  if (exit !== step.exit) expect.fail(`exit status ${exit ?? "none"} instead of ${step.exit}\n${stdout}${stderr}`);
  if (step.stdout !== undefined) expect(stdout).toBe(step.stdout);
  if (step.stderr !== undefined) expect(stderr).toBe(step.stderr);
}

/** What is left of a command block without jq: the step itself when it uses none, `undefined` when nothing. */
function withoutJq(step: PageCommand): PageCommand | undefined {
  const lines = step.script.split("\n");
  const first = lines.findIndex((line) => /(^|\|\s*)jq\b|^git push\b/.test(line));
  if (first === -1) return step;
  const { kind, line, exit } = step;
  const script = lines.slice(0, first).join("\n").trim();
  return script === "" ? undefined : { kind, line, exit, script };
}

function remotesOf(steps: readonly PageStep[]): readonly string[] {
  return steps.flatMap((step) =>
    step.kind === "command" ? [...step.script.matchAll(/^git remote add \S+ (\S+)$/gm)].map(([, url = ""]) => url) : [],
  );
}

function describeStep(step: PageStep): string {
  if (step.kind === "file") return `create ${step.path}`;
  if (step.kind === "quote") return `look at ${step.path}`;
  return step.script.split("\n", 1)[0]?.replace(/\s*\\$/, " …") ?? "";
}

function isInstalled(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
