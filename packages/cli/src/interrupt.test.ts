import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { builtCommand } from "./testing/built-command.js";
import { hasComputed, SLOW_TO_LINT } from "./testing/long-computation.js";
import { MANIFEST, temporaryWorkspace } from "./testing/temporary-workspace.js";

const command = builtCommand();

const ONE = {
  ...MANIFEST,
  "variables/a.toml": `schema_version = 1\ntype = "int"\n[values]\none = 1\n[resolve]\ndefault = "one"\n`,
};

function start(words: readonly string[], cwd: string, stdin: "ignore" | "pipe" | number = "ignore") {
  const child = spawn(process.execPath, [command.path, ...words], { cwd, stdio: [stdin, "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function outcome(child: ChildProcess) {
  const [[status, signal], stdout, stderr] = await Promise.all([
    once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>,
    child.stdout === null ? "" : text(child.stdout),
    child.stderr === null ? "" : text(child.stderr),
  ]);
  return { status, signal, stdout, stderr };
}

describe.skipIf(process.platform !== "linux")("a signal ends the command at once", () => {
  const died = (signal: string) => ({ status: null, signal, stdout: "", stderr: "" });
  const RESOLVE = ["variable", "resolve", "a", "--context"];

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("while it computes: %s", async (signal) => {
    const child = start(["workspace", "lint"], temporaryWorkspace(SLOW_TO_LINT));
    const ended = outcome(child);
    await hasComputed(child, 700);
    child.kill(signal);
    expect(await ended).toEqual(died(signal));
  });

  test("while a script computes", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `${ONE["variables/a.toml"]}[lint]\npath = "../lint/a.lua"\n`,
      "lint/a.lua": `function lint(variable) while true do end end`,
    });
    const child = start(["workspace", "lint"], cwd);
    const ended = outcome(child);
    await hasComputed(child, 700);
    child.kill("SIGINT");
    expect(await ended).toEqual(died("SIGINT"));
  });

  test("and time in which the command is stopped, as by Ctrl-Z, is not charged to a script", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `${ONE["variables/a.toml"]}[lint]\npath = "../lint/a.lua"\n`,
      // Less than two seconds, and long enough to be stopped in.
      "lint/a.lua": `function lint() local x = 0 for i = 1, 40000000 do x = x + i end end`,
    });
    const child = start(["workspace", "lint"], cwd);
    const ended = outcome(child);
    await hasComputed(child, 200);
    child.kill("SIGSTOP");
    await setTimeout(2_500);
    child.kill("SIGCONT");
    expect(await ended).toMatchObject({ status: 0, stdout: `ok: ${cwd}\n` });
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("while it waits for a pipe with a name: %s", async (signal) => {
    const cwd = temporaryWorkspace(ONE);
    execFileSync("mkfifo", [join(cwd, "fifo")]);
    const child = start([...RESOLVE, "@fifo"], cwd);
    const ended = outcome(child);
    // Opens when the command does.
    const writer = await open(join(cwd, "fifo"), "w");
    onTestFinished(() => writer.close());
    child.kill(signal);
    expect(await ended).toEqual(died(signal));
  });

  test("while it waits for standard input", async () => {
    const child = start([...RESOLVE, "@-"], temporaryWorkspace(ONE), "pipe");
    const ended = outcome(child);
    // More than a pipe holds: it is written when the command reads.
    await new Promise((resolve) => child.stdin?.write(" ".repeat(500_000), resolve));
    child.kill("SIGTERM");
    expect(await ended).toEqual(died("SIGTERM"));
  });
});

describe.skipIf(process.platform !== "linux")("what never ends is refused", () => {
  const refused = (name: string) => ({
    status: 2,
    signal: null,
    stdout: "",
    stderr: `error: --context ${name}: larger than 8 MiB\n  code: usage\n  help: a context holds the facts that one decision needs\n`,
  });

  test("in a file", async () => {
    const child = start(["variable", "resolve", "a", "--context", "@/dev/zero"], temporaryWorkspace(ONE));
    expect(await outcome(child)).toEqual(refused("@/dev/zero"));
  });

  test("on standard input, be it a device or a pipe", async () => {
    const zero = openSync("/dev/zero", "r");
    onTestFinished(() => closeSync(zero));
    const words = ["variable", "resolve", "a", "--context", "@-"];
    expect(await outcome(start(words, temporaryWorkspace(ONE), zero))).toEqual(refused("@-"));

    const child = start(words, temporaryWorkspace(ONE), "pipe");
    child.stdin?.on("error", () => undefined);
    const ended = outcome(child);
    child.stdin?.write(" ".repeat(9 * 2 ** 20));
    expect(await ended).toEqual(refused("@-"));
  });
});
