import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtCommand } from "./testing/built-command.js";
import { MANIFEST, temporaryWorkspace } from "./testing/temporary-workspace.js";

const command = builtCommand();

const FILES = {
  ...MANIFEST,
  "schemas/context.schema.json": `{ "type": "object", "properties": { "a": { "type": "integer" } } }`,
  "qualifiers/q.toml": `schema_version = 1\n[[predicate]]\nattribute = "a"\nop = "eq"\nvalue = 1\n`,
  "variables/a.toml": `schema_version = 1
type = "int"
[values]
one = 1
two = 2
[resolve]
default = "one"
[[resolve.rule]]
qualifier = "q"
value = "two"
`,
};

/** Runs a line of shell in which `rototo` is the program under test. */
function shell(line: string, files: Readonly<Record<string, string>> = FILES) {
  const program = `rototo() { '${process.execPath}' '${command.path}' "$@"; }`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `${program}\n${line}`], {
    cwd: temporaryWorkspace(files),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe.skipIf(!existsSync("/dev/full"))("a full disk is told in one line", () => {
  test.each([
    "--version",
    "--help",
    "__complete -- va",
    "workspace inspect",
    "workspace lint",
    "workspace lint --format sarif",
    "workspace lint --format junit",
    "build --out -",
    "qualifier list",
    "qualifier get q",
    "qualifier lint q",
    "qualifier resolve q",
    "qualifier resolve-all",
    "variable list",
    "variable get a",
    "variable lint a",
    "variable resolve a",
    "variable resolve-all",
    "diagnostics list",
    "diagnostics get id-invalid",
    "completions bash",
  ])("%s", (words) => {
    expect(shell(`rototo ${words} > /dev/full`)).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: standard output cannot be written: the disk is full\n",
    });
  });

  test("as JSON", () => {
    const { status, stderr } = shell("rototo variable list --json > /dev/full");
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "io",
        message: "standard output cannot be written: the disk is full",
        details: { systemCode: "ENOSPC" },
      },
    });
  });

  test("when it is standard error, the status tells it", () => {
    expect(shell("rototo variable get nothing 2> /dev/full")).toEqual({ status: 2, stdout: "", stderr: "" });
  });
});

describe("when nobody reads on", () => {
  test("the status is that of the command", () => {
    const big = { "variables/a.toml": FILES["variables/a.toml"] + `# ${"x".repeat(1_000_000)}\n` };
    const line = (words: string) => `rototo ${words} 2> stderr.txt | true; echo "\${PIPESTATUS[0]}"; cat stderr.txt`;
    expect(shell(line("variable get a"), { ...FILES, ...big }).stdout).toBe("0\n");
    expect(shell(line("diagnostics list"), FILES).stdout).toBe("0\n");
    const broken = { ...FILES, "variables/a.toml": "[" };
    expect(shell(line("workspace lint --format json"), broken).stdout).toBe("1\n");
    expect(shell("rototo workspace lint 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}", broken).stdout).toBe("1\n");
  });
});
