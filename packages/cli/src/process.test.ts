import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtCommand } from "./testing/built-command.js";
import { runNode, type CommandOptions } from "./testing/run-node.js";
import { MANIFEST, temporaryWorkspace, tutorial } from "./testing/temporary-workspace.js";
import { versionLine } from "./version.js";

const command = builtCommand();

function rototo(words: readonly string[], options?: CommandOptions) {
  return runNode([command.path, ...words], options);
}

/** Shell text that runs the program under test. */
function shellCommand(...words: string[]): string {
  return [process.execPath, command.path, ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
}

describe("the built program", () => {
  test("--version, loading nothing else", async () => {
    expect(await rototo(["--version"])).toEqual({ status: 0, signal: null, stdout: `${versionLine}\n`, stderr: "" });
    const entry = await runNode([
      "--experimental-loader=data:text/javascript,export async function load(url, context, next) { console.error(url); return next(url, context); }",
      "--no-warnings",
      command.path,
      "--version",
    ]);
    expect(entry.stderr.split("\n").filter((line) => line.startsWith("file:")).length).toBeLessThanOrEqual(4);
  });

  test("without WebAssembly it says that lint scripts need it", async () => {
    const { status, stderr } = await runNode(["--jitless", "--no-warnings", command.path, "lint", tutorial]);
    expect(status).toBe(2);
    expect(stderr).toContain("lint scripts need WebAssembly");
    expect(stderr).toContain("code: runtime-unsupported");
  });

  test("the tutorial: statuses and streams", async () => {
    const cwd = dirname(tutorial);
    expect(await rototo(["workspace", "lint", "--workspace", "./config"], { cwd })).toEqual({
      status: 0,
      signal: null,
      stdout: `ok: ${tutorial}\n`,
      stderr: "",
    });
    const resolve = ["variable", "resolve", "llm-agent-config", "--workspace", "./config", "--env", "prod"];
    const resolved = await rototo([...resolve, "--context", "@config/tests/prod-enterprise.json"], { cwd });
    expect(resolved.stdout).toMatch(/^llm-agent-config=\{"gateway":"openai",.*\} \(enterprise\)\n$/);
    const fromInput = await rototo([...resolve, "--context", "@-"], {
      cwd,
      input: `{"account":{"plan":"free","seats":1}}`,
    });
    expect(fromInput.stdout).toMatch(/ \(standard\)\n$/);
    expect(await rototo([...resolve, "--context", "account.plan=free"], { cwd })).toMatchObject({
      status: 1,
      stdout: "",
    });
    expect(await rototo([...resolve, "--context", "free"], { cwd })).toMatchObject({ status: 2, stdout: "" });
    expect(await rototo(["workspace", "lint", "./nowhere"], { cwd })).toMatchObject({ status: 2, stderr: "" });
  });

  test("a custom lint that reports an error fails the lint, and stops a resolution", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `schema_version = 1\ntype = "int"\nlint = { path = "../lint/a.lua" }\n[values]\none = 1\n[resolve]\ndefault = "one"\n`,
      "lint/a.lua": `function lint_value(value) return { { message = value.name .. " is too small" } } end`,
    });
    const lint = await rototo(["workspace", "lint"], { cwd });
    expect(lint).toMatchObject({ status: 1, stderr: "" });
    expect(lint.stdout).toContain("error rototo/variable-custom-lint-failed: one is too small");
    expect(await rototo(["variable", "resolve", "a"], { cwd })).toMatchObject({ status: 1, stdout: "" });
  });

  test("output of megabytes reaches a pipe whole", async () => {
    const values = Array.from({ length: 2_000 }, (_, index) => `v${index} = "${"x".repeat(1_000)}"`).join("\n");
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `schema_version = 1\ntype = "string"\n[values]\n${values}\n[resolve]\ndefault = "v0"\n`,
    });
    const { stdout } = await rototo(["variable", "get", "a", "--json"], { cwd });
    expect(stdout.length).toBeGreaterThan(2_000_000);
    expect(JSON.parse(stdout)).toMatchObject({ id: "a" });
  });
});

// Elsewhere, the program that runs another one on a terminal takes other arguments.
describe.skipIf(process.platform !== "linux")("a terminal", () => {
  const onTerminal = (words: string[], cwd: string) =>
    spawnSync("env", ["script", "-qec", shellCommand(...words), "/dev/null"], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, TERM: "xterm", NO_COLOR: "" },
    });

  test("gets colours, and no control character of the workspace", () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `schema_version = 1\ntype = "string"\n[values]\none = "\u009b2J\u202e"\ntwo = "\u009b2J"\n[resolve]\ndefault = "one"\n`,
    });
    const lint = onTerminal(["workspace", "lint"], cwd).stdout;
    expect(lint).toContain("\u001b[33mwarning rototo/variable-value-unused");
    expect(lint).toContain(`two = "\\u009b2J"`);
    const answer = onTerminal(["variable", "resolve", "a"], cwd).stdout;
    expect(answer).toContain(`a="\\u009b2J\\u202e" (one)`);
    const json = onTerminal(["variable", "resolve", "a", "--json"], cwd).stdout;
    expect(json).toContain(`"value": "\\u009b2J\\u202e"`);
    expect(lint + answer + json).not.toMatch(/[\u009b\u202e]/);
  });

  test("a pipe gets the text as it is", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `schema_version = 1\ntype = "string"\n[values]\none = "\u202e"\n[resolve]\ndefault = "one"\n`,
    });
    expect((await rototo(["variable", "resolve", "a"], { cwd })).stdout).toBe(`a="\u202e" (one)\n`);
  });
});

describe("ends well", () => {
  test("when nobody reads on", () => {
    const { stdout } = spawnSync(
      "bash",
      ["-c", `${shellCommand("diagnostics", "list")} 2>stderr.txt | head -1; echo "\${PIPESTATUS[0]}"; cat stderr.txt`],
      { cwd: temporaryWorkspace({}), encoding: "utf8" },
    );
    expect(stdout).toMatch(/^rototo\/\S+ .*\n0\n$/);
    const closed = spawnSync(
      "bash",
      ["-c", `${shellCommand("variable", "get", "big", "--json")} 2>stderr.txt | true; cat stderr.txt`],
      {
        cwd: temporaryWorkspace({
          ...MANIFEST,
          "variables/big.toml": `schema_version = 1\ntype = "string"\n[values]\na = "${"x".repeat(1_000_000)}"\n[resolve]\ndefault = "a"\n`,
        }),
        encoding: "utf8",
      },
    );
    expect(closed.stdout).toBe("");
  });

  test("when its directory is gone", () => {
    const gone = join(temporaryWorkspace({}), "gone");
    const script = `mkdir "${gone}"; cd "${gone}"; rmdir "${gone}"; ${shellCommand("variable", "list")}`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^error: ENOENT.*\n {2}code: io\n$/);
  });
});

describe("a directory without a manifest", () => {
  const EVERY_COMMAND = [
    ["workspace", "inspect"],
    ["inspect"],
    ["variable", "list"],
    ["qualifier", "list"],
    ["variable", "get", "a"],
    ["qualifier", "lint", "a"],
    ["variable", "resolve", "a"],
    ["resolve", "a", "--lint", "skip"],
    ["qualifier", "resolve-all"],
    ["build", "--out", "x.snapshot.json"],
    ["workspace", "lint"],
    ["lint", "--json"],
  ];

  test.each(EVERY_COMMAND)("is no workspace to rototo %s %s", async (...words) => {
    const cwd = temporaryWorkspace({ "config/variables/a.toml": "", "tmp/keep": "" });
    const { status, stdout, stderr } = await rototo([...words, "--workspace", "config"], { cwd });
    expect(status).toBe(1);
    expect(stdout + stderr).toContain("rototo/workspace-manifest-missing");
    expect(words.includes("lint") && words[0] !== "qualifier" ? stderr : stdout).toBe("");
  });

  test("of the original's later form is told what to rename", async () => {
    const cwd = temporaryWorkspace({ "rototo-package.toml": "schema_version = 1\n" });
    for (const words of [["lint"], ["lint", "."], ["variable", "list", "--workspace", "."]]) {
      const { status, stdout, stderr } = await rototo(words, { cwd });
      expect(status).toBe(1);
      expect(stdout + stderr).toContain("rename it to rototo-workspace.toml");
    }
  });
});

test("ROTOTO_WORKSPACE names the workspace, where the call does not", async () => {
  const cwd = temporaryWorkspace({ "other/rototo-workspace.toml": "schema_version = 1\n" });
  const env = { ROTOTO_WORKSPACE: tutorial };
  expect((await rototo(["variable", "list", "-q"], { cwd, env })).stdout).toBe("llm-agent-config\n");
  expect((await rototo(["variable", "list", "-q", "--workspace", "other"], { cwd, env })).stdout).toBe("");
  expect((await rototo(["lint", "other"], { cwd, env })).stdout).toBe(`ok: ${join(cwd, "other")}\n`);
  expect(await rototo(["variable", "list"], { cwd, env: { ROTOTO_WORKSPACE: "" } })).toMatchObject({ status: 1 });
});

test("nothing is left behind", async () => {
  const cwd = temporaryWorkspace({ ...MANIFEST, "tmp/keep": "" });
  const env = { TMPDIR: join(cwd, "tmp") };
  await rototo(["workspace", "lint", tutorial], { cwd, env });
  await rototo(["variable", "list", "--workspace", "/nowhere"], { cwd, env });
  expect(readdirSync(cwd).sort()).toEqual(["rototo-workspace.toml", "tmp"]);
  expect(readdirSync(join(cwd, "tmp"))).toEqual(["keep"]);
});
