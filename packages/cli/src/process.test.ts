import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
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

/** Root may do anything, so such a test runs as a user who may not. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

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
    expect(await rototo(["workspace", "lint", "./nowhere"], { cwd })).toMatchObject({ status: 2, stdout: "" });
  });

  test("a custom lint that reports an error fails the lint, and stops a resolution", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/a.toml": `schema_version = 1\ntype = "int"\nlint = { path = "../lint/a.lua" }\n[values]\none = 1\n[resolve]\ndefault = "one"\n`,
      "lint/a.lua": `function lint_value(value) return { { message = value.name .. " is too small" } } end`,
    });
    const lint = await rototo(["workspace", "lint"], { cwd });
    expect(lint).toMatchObject({ status: 1, stdout: "" });
    expect(lint.stderr).toContain("error rototo/variable-custom-lint-failed: one is too small");
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

describe("permissions", () => {
  const asNobody = (words: string[], cwd: string) =>
    spawnSync(process.execPath, [command.path, ...words], { cwd, encoding: "utf8", ...nobody });

  test("a file that may not be read is a diagnostic, a folder an error", () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "qualifiers/a.toml": "schema_version = 1\n",
      "variables/a.toml": "",
    });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, "qualifiers/a.toml"), 0);
    const file = asNobody(["qualifier", "lint", "a"], cwd);
    expect(file).toMatchObject({ status: 1, stdout: "" });
    expect(file.stderr).toContain("qualifiers/a.toml:1:1: error rototo/qualifier-parse-failed: ");
    chmodSync(join(cwd, "variables"), 0);
    const folder = asNobody(["workspace", "lint"], cwd);
    expect(folder).toMatchObject({ status: 2, stdout: "" });
    expect(folder.stderr).toContain("code: source-unavailable");
  });
});

test("nothing is left behind", async () => {
  const cwd = temporaryWorkspace({ ...MANIFEST, "tmp/keep": "" });
  const env = { TMPDIR: join(cwd, "tmp") };
  await rototo(["workspace", "lint", tutorial], { cwd, env });
  await rototo(["variable", "list", "--workspace", "/nowhere"], { cwd, env });
  expect(readdirSync(cwd).sort()).toEqual(["rototo-workspace.toml", "tmp"]);
  expect(readdirSync(join(cwd, "tmp"))).toEqual(["keep"]);
});
