import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { root } from "../../tools/run-command.mjs";
import { createPageSandbox, type PageSandbox } from "./page-sandbox.js";

const modules = join(root, "node_modules");

describe("a page's sandbox", () => {
  let sandbox: PageSandbox;
  beforeEach(() => {
    sandbox = createPageSandbox({ modules });
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("stands in the reader's home, and stays where a cd has led", async () => {
    expect(await sandbox.runScript("pwd\nmkdir -p project/config\ncd project")).toEqual({
      exit: 0,
      stdout: "/home/ada\n",
      stderr: "",
    });
    sandbox.writeFile("config/a/b.toml", "b = 1\n");
    expect(sandbox.readFile("config/a/b.toml")).toBe("b = 1\n");
    expect((await sandbox.runScript("pwd; cat config/a/b.toml")).stdout).toBe("/home/ada/project\nb = 1\n");
  });

  it("stops at the first command that fails, with its status", async () => {
    const { exit, stdout } = await sandbox.runScript("echo one\nsh -c 'exit 3'\necho two");
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: "one\n" });
  });

  it("keeps temporary files to itself, in commands and in files", async () => {
    const path = `/tmp/rototo-page-sandbox-${process.pid}`;
    sandbox.writeFile("write.sh", `echo more >> ${path}\n`);
    expect((await sandbox.runScript(`echo one > ${path}; sh write.sh; cat ${path}; echo ${path}`)).stdout).toBe(
      `one\nmore\n${path}\n`,
    );
    expect(existsSync(path)).toBe(false);
  });

  it("starts with a copy of a directory, and leaves the original alone", async () => {
    sandbox.remove();
    const startsIn = join(root, "examples/llm-agent-config");
    sandbox = createPageSandbox({ modules, startsIn });
    expect((await sandbox.runScript("rm config/rototo-workspace.toml; ls config")).stdout).toContain("variables\n");
    expect(existsSync(join(startsIn, "config/rototo-workspace.toml"))).toBe(true);
  });

  it("lets what is in the background go on, and ends it when it is removed", async () => {
    const script = "sh -c 'while true; do date >> ticks; sleep 0.1; done' > /dev/null 2>&1 &\necho $!";
    const processId = Number((await sandbox.runScript(script)).stdout);
    await sandbox.runScript("until test -s ticks; do sleep 0.1; done");
    expect(isRunning(processId)).toBe(true);
    sandbox.remove();
    await vi.waitFor(() => expect(isRunning(processId)).toBe(false), { timeout: 10_000 });
  });

  it("gives commands no input to wait for", async () => {
    expect(await sandbox.runScript("cat")).toEqual({ exit: 0, stdout: "", stderr: "" });
  });
});

/** True as well for one that has ended, as long as nobody has asked how. */
function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
