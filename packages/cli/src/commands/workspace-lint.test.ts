import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace } from "../testing/temporary-workspace.js";

const WARNING = {
  ...MANIFEST,
  "variables/limit.toml": `schema_version = 1
type = "int"
[values]
standard = 10
unused = 20
[resolve]
default = "standard"
`,
};

const ERROR = {
  ...WARNING,
  "variables/broken.toml": `schema_version = 1
type = "int"
[values]
standard = "ten"
[resolve]
default = "standard"
`,
};

const CUSTOM_LINT = {
  ...MANIFEST,
  "variables/limit.toml": `schema_version = 1
type = "string"
lint = { path = "../lint/limit.lua" }
[values]
a = "x"
[resolve]
default = "a"
`,
  "lint/limit.lua": `function lint_value(value)
  return { { message = "bad \\27[2Jvalue\\nsecond line", code = "team/short", severity = "warning" } }
end
`,
};

describe("text", () => {
  test("warnings, then ok with their number", async () => {
    const cwd = temporaryWorkspace(WARNING);
    const { status, stdout, stderr } = await runInProcess(["workspace", "lint"], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^variables\/limit\.toml:5:\d+: warning rototo\/variable-value-unused: /),
      "  5 | unused = 20",
      expect.stringMatching(/^ {4}\| +\^+$/),
      expect.stringMatching(/^ {2}help: /),
      "",
      `ok: ${cwd} (1 warning)`,
      "",
    ]);
  });

  test("errors, then a summary, and no ok", async () => {
    const cwd = temporaryWorkspace(ERROR);
    const { status, stdout, stderr } = await runInProcess(["workspace", "lint"], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("variables/broken.toml:4:12: error rototo/variable-value-type-mismatch: ");
    expect(stdout).toContain(`  4 | standard = "ten"\n    |            ^^^^^\n`);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(`failed: ${cwd} (1 error, 1 warning)`);
  });

  test("--quiet leaves every finding, and nothing else", async () => {
    expect(await runInProcess(["workspace", "lint", "--quiet"], { cwd: temporaryWorkspace(MANIFEST) })).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
    const { status, stdout, stderr } = await runInProcess(["lint", "-q"], { cwd: temporaryWorkspace(ERROR) });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("rototo/variable-value-type-mismatch");
    expect(stdout).toContain("warning rototo/variable-value-unused");
    expect(stdout).not.toContain("failed:");
  });

  test("what a script prints goes to standard error, on one line with the script in front", async () => {
    const cwd = temporaryWorkspace({
      ...CUSTOM_LINT,
      "lint/limit.lua": `print("here\\n::set-output") function lint() end`,
    });
    const { status, stderr } = await runInProcess(["workspace", "lint"], { cwd });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "lint/limit.lua (variable://limit): here\\n::set-output\n",
    });
  });

  test("what a custom lint says cannot act on the terminal", async () => {
    const cwd = temporaryWorkspace(CUSTOM_LINT);
    const { status, stdout } = await runInProcess(["workspace", "lint"], { cwd, terminal: 80, env: { NO_COLOR: "1" } });
    expect(status).toBe(0);
    expect(stdout).toContain("warning team/short: bad \\u001b[2Jvalue\\nsecond line\n");
    expect(stdout).not.toMatch(/\u001b/);
  });
});

describe("JSON", () => {
  test("has the documented fields in the documented order", async () => {
    const cwd = temporaryWorkspace(ERROR);
    const { status, stdout, stderr } = await runInProcess(["workspace", "lint", "--json"], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const report = JSON.parse(stdout) as { diagnostics: object[] };
    expect(Object.keys(report)).toEqual(["workspace", "diagnostics"]);
    expect(report).toMatchObject({
      workspace: cwd,
      diagnostics: [{ code: "rototo/variable-value-type-mismatch" }, { severity: "warning" }],
    });
    expect(Object.keys(report.diagnostics[0]!)).toEqual([
      "code",
      "severity",
      "message",
      "help",
      "path",
      "range",
      "target",
    ]);
    expect(report.diagnostics[0]).toMatchObject({
      path: "variables/broken.toml",
      range: { start: { line: 3, character: 11 }, end: { line: 3, character: 16 } },
      target: { kind: "variable", id: "broken" },
    });
    expect(await runInProcess(["workspace", "lint", "--format", "json"], { cwd })).toEqual({ status, stdout, stderr });
  });

  test("of a clean workspace", async () => {
    const cwd = temporaryWorkspace(MANIFEST);
    expect(await runInProcess(["workspace", "lint", "--json"], { cwd })).toEqual({
      status: 0,
      stdout: `{\n  "workspace": ${JSON.stringify(cwd)},\n  "diagnostics": []\n}\n`,
      stderr: "",
    });
  });
});

test.each([
  ["sarif", `"ruleId": "rototo/variable-value-type-mismatch"`],
  [
    "github",
    "::error file=variables/broken.toml,line=4,endLine=4,col=12,endColumn=17,title=rototo/variable-value-type-mismatch::",
  ],
  ["junit", `<failure type="rototo/variable-value-type-mismatch"`],
])("--format %s goes to standard output alone", async (format, part) => {
  const cwd = temporaryWorkspace(ERROR);
  const { status, stdout, stderr } = await runInProcess(["workspace", "lint", "--format", format], { cwd });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toContain(part);
});

test("--json and another format exclude each other", async () => {
  const { status, stderr } = await runInProcess(["workspace", "lint", "--json", "--format", "sarif"], {
    cwd: temporaryWorkspace(MANIFEST),
  });
  expect(status).toBe(2);
  expect(stderr).toContain("exclude each other");
});

describe("colours", () => {
  const red = "\u001b[31m";

  test.each([
    ["a pipe", {}, [], false],
    ["a terminal", { terminal: 80 }, [], true],
    ["a dumb terminal", { terminal: 80, env: { TERM: "dumb" } }, [], false],
    ["NO_COLOR", { terminal: 80, env: { NO_COLOR: "1" } }, [], false],
    ["an empty NO_COLOR", { terminal: 80, env: { NO_COLOR: "" } }, [], true],
    ["--no-color", { terminal: 80 }, ["--no-color"], false],
    ["FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, [], true],
    ["FORCE_COLOR=0", { terminal: 80, env: { FORCE_COLOR: "0" } }, [], false],
    ["NO_COLOR and FORCE_COLOR", { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, [], false],
    ["--no-color and FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, ["--no-color"], false],
  ] as const)("%s", async (_name, options, words, coloured) => {
    const cwd = temporaryWorkspace(ERROR);
    const { stdout } = await runInProcess(["workspace", "lint", ...words], { cwd, ...options });
    expect(stdout.includes(red)).toBe(coloured);
    const failure = await runInProcess(["workspace", "lint", "--workspace=ftp://x", ...words], { cwd, ...options });
    expect(failure.stderr.includes(red)).toBe(coloured);
  });
});

describe("where the workspace is", () => {
  test("the nearest directory upwards, SOURCE, --workspace or a file URL", async () => {
    const root = temporaryWorkspace({ ...MANIFEST, "variables/deep/x.txt": "" });
    const ok = { status: 0, stdout: `ok: ${root}\n`, stderr: "" };
    expect(await runInProcess(["workspace", "lint"], { cwd: join(root, "variables/deep") })).toEqual(ok);
    expect(await runInProcess(["workspace", "lint", root])).toEqual(ok);
    expect(await runInProcess(["workspace", "lint", "--workspace", root])).toEqual(ok);
    expect(await runInProcess(["--workspace", `file://${root}`, "workspace", "lint"])).toEqual(ok);
    expect(await runInProcess(["workspace", "lint", "../.."], { cwd: join(root, "variables/deep") })).toEqual(ok);
  });

  test("nowhere: says what was looked for", async () => {
    const cwd = temporaryWorkspace({});
    const { status, stderr } = await runInProcess(["workspace", "lint"], { cwd });
    expect(status).toBe(1);
    expect(stderr).toBe(
      `error: no rototo-workspace.toml in ${cwd} or a directory above it\n  code: workspace-manifest-missing\n  help: name the workspace with --workspace SOURCE, or make one with that file\n`,
    );
  });

  test("given twice", async () => {
    const { status, stderr } = await runInProcess(["workspace", "lint", "a", "--workspace", "b"]);
    expect(status).toBe(2);
    expect(stderr).toContain("given twice");
  });

  test("a directory that is not there is a diagnostic of lint, and an error elsewhere", async () => {
    const cwd = temporaryWorkspace({ "config/rototo-workspace.toml": "schema_version = 1\n" });
    const lint = await runInProcess(["workspace", "lint", "confg"], { cwd });
    expect({ status: lint.status, stderr: lint.stderr }).toEqual({ status: 2, stderr: "" });
    expect(lint.stdout).toContain(
      `${cwd}/confg: error rototo/workspace-not-found: no such directory: ${cwd}/confg; did you mean ${cwd}/config?\n`,
    );
    const json = await runInProcess(["workspace", "lint", "confg", "--json"], { cwd });
    expect(json.status).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({
      workspace: `${cwd}/confg`,
      diagnostics: [{ code: "rototo/workspace-not-found" }],
    });
    const list = await runInProcess(["variable", "list", "--workspace", "confg"], { cwd });
    expect(list).toEqual({
      status: 2,
      stdout: "",
      stderr: `error: no such directory: ${cwd}/confg; did you mean ${cwd}/config?\n  code: workspace-not-found\n`,
    });
  });

  test("a source that is refused, without its credential", async () => {
    const { status, stdout, stderr } = await runInProcess([
      "workspace",
      "lint",
      "git+https://user:hunter2@example.com/x.git#--upload-pack=x",
      "--json",
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "source-invalid" } });
    expect(stderr).not.toContain("hunter2");
  });
});

describe("what a directory may hold", () => {
  test("each unsound file is one diagnostic, and the others are still linted", async () => {
    const cwd = temporaryWorkspace({
      ...ERROR,
      "qualifiers/latin1.toml": Buffer.from([0x61, 0xe9]),
      "qualifiers/nul.toml": "schema_version = 1\u0000",
      "variables/bom-crlf.toml": `\uFEFFschema_version = 1\r\ntype = "int"\r\n[values]\r\na = 1\r\n[resolve]\r\ndefault = "a"\r\n`,
    });
    mkdirSync(join(cwd, "variables/folder.toml"));
    symlinkSync("/etc/hostname", join(cwd, "variables/outside.toml"));
    symlinkSync("/etc", join(cwd, "catalogs"));
    symlinkSync("gone.toml", join(cwd, "variables/gone.toml"));
    const { status, stdout } = await runInProcess(["workspace", "lint", "--json"], { cwd });
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { path: string; code: string }[] };
    expect(diagnostics.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "catalogs rototo/workspace-unsafe-path",
      "qualifiers/latin1.toml rototo/qualifier-parse-failed",
      "qualifiers/nul.toml rototo/qualifier-parse-failed",
      "variables/broken.toml rototo/variable-value-type-mismatch",
      "variables/folder.toml rototo/variable-parse-failed",
      "variables/gone.toml rototo/variable-parse-failed",
      "variables/limit.toml rototo/variable-value-unused",
      "variables/outside.toml rototo/workspace-unsafe-path",
    ]);
  });

  test("no manifest", async () => {
    const cwd = temporaryWorkspace({ "README.md": "" });
    const { status, stdout } = await runInProcess(["workspace", "lint", "."], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("rototo/workspace-manifest-missing");
  });
});

test("a line break in a name or in what a script says begins no line, in any format and any failure", async () => {
  const command = "\n::set-output name=a::b";
  const cwd = temporaryWorkspace({
    "rototo-workspace.toml": `schema_version = 1\n${JSON.stringify(command)} = 1\n`,
    "variables/a.toml": `schema_version = 1
type = "int"
lint = { path = "../lint/a.lua" }
[values]
one = 1
[resolve]
default = "one"
[[resolve.rule]]
qualifier = ${JSON.stringify(command)}
value = "one"
`,
    "lint/a.lua": `function lint() return { { message = "m\\n::set-output name=a::b", help = "h\\n::set-output name=a::b" } } end`,
    "schemas/context.schema.json": JSON.stringify({ properties: { [command]: {} }, additionalProperties: false }),
  });
  const words = [
    ...["text", "github", "junit"].map((format) => ["workspace", "lint", "--format", format]),
    ["variable", "lint", "a"],
    ["variable", "resolve", "a"],
    ["variable", "resolve", command],
    ["variable", "resolve", "a", "--env", command],
    ["variable", "resolve", "a", "--context", command],
    ["variable", "resolve", "a", "--context", `${command}=1e999`],
    ["variable", "resolve", "a", command],
    ["variable", "resolve", "a", "--limit", command],
    ["variable", "resolve", "a", "--workspace", command],
    ["workspace", "inspect"],
    [command],
  ];
  for (const call of words) {
    const { status, stdout, stderr } = await runInProcess(call, { cwd });
    expect(status).not.toBe(0);
    // GitHub takes a line for a command although it is indented; our own are of other kinds.
    expect(stdout + stderr).not.toMatch(/^\s*::set-output/m);
    expect(stdout + stderr).toContain(call.includes("inspect") ? "errors" : "set-output");
  }
});
