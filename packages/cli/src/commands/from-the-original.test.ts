import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace, tutorial } from "../testing/temporary-workspace.js";

/** What a script of the original reads, with a value of its own file beside an inline one. */
const CHECKOUT = {
  ...MANIFEST,
  "schemas/checkout.schema.json": `{ "type": "object", "required": ["heading"], "properties": { "heading": { "type": "string" } } }`,
  "variables/checkout.toml": `schema_version = 1

[variable]
description = "Checkout copy"
schema = "../schemas/checkout.schema.json"

[variable.lint]
path = "../lint/checkout.lua"

[variable.values.control]
heading = "Checkout"

[variable.resolve]
default = "control"

[[variable.resolve.rule]]
qualifier = "everyone"
value = "bold"
`,
  "variables/checkout-values/bold.toml": `[value]\nheading = "Pay now"\n`,
  "qualifiers/everyone.toml": `schema_version = 1\n[qualifier]\n[[qualifier.predicate]]\nattribute = "rototo.now"\nop = "after"\nvalue = 2026-01-01T00:00:00Z\n`,
  "lint/checkout.lua": `function lint(variable)
  local values = variable.toml.variable.values
  local findings = {}
  for name, value in pairs(values) do
    if value.heading == "" then table.insert(findings, { message = name .. " has no heading" }) end
  end
  return findings
end
`,
};

describe("a workspace of the original", () => {
  test("is linted and resolved, with a script that reads the file as it is written", async () => {
    const cwd = temporaryWorkspace(CHECKOUT);
    expect(await runInProcess(["lint"], { cwd })).toEqual({ status: 0, stdout: `ok: ${cwd}\n`, stderr: "" });
    const resolved = await runInProcess(["resolve", "checkout", "--now", "2026-06-01T00:00:00Z"], { cwd });
    expect(resolved.stdout).toBe(`checkout={"heading":"Pay now"} (bold)\n`);
  });

  test("and the script finds what is wrong in a value of its own file", async () => {
    const cwd = temporaryWorkspace({
      ...CHECKOUT,
      "variables/checkout-values/bold.toml": `[value]\nheading = ""\n`,
    });
    const { status, stdout } = await runInProcess(["lint"], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("error rototo/variable-custom-lint-failed: bold has no heading");
  });
});

test.each([
  [["show"], "`rototo inspect`"],
  [["docs"], "`rototo diagnostics get CODE`"],
  [["init", "config"], "rototo-workspace.toml"],
  [["list"], "`rototo variable list`"],
  [["fixtures", "."], "tests/"],
  [["resolve", ".", "--variable", "x"], "`rototo variable resolve ID`"],
  [["resolve", ".", "--qualifiers"], "`rototo qualifier resolve-all`"],
  [["lint", ".", "--variable", "x"], "`rototo variable lint ID`"],
  [["lint", "--resource", "x"], "catalog:ID"],
  [["inspect", "--qualifier=x"], "`rototo qualifier get ID`"],
  [["lint", "--package-token", "x"], "--workspace-token"],
])("%j is answered with the way out", async (words, help) => {
  const { status, stdout, stderr } = await runInProcess(words, { cwd: tutorial });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(`  help: `);
  expect(stderr).toContain(help);
});

describe("SOURCE that is an id", () => {
  test.each([
    ["llm-agent-config", "did you mean `rototo variable lint llm-agent-config`?"],
    ["enterprise-accounts", "did you mean `rototo qualifier lint enterprise-accounts`?"],
    ["variable://llm-agent-config", "did you mean `rototo variable lint llm-agent-config`?"],
    ["resource:x", "`rototo workspace lint` checks everything"],
  ])("%s", async (source, help) => {
    for (const words of [["lint"], ["workspace", "lint"]]) {
      const { status, stdout, stderr } = await runInProcess([...words, source], { cwd: tutorial });
      expect(status).toBe(2);
      expect(stdout + stderr).toContain(help);
    }
  });
});

describe("what the format calls otherwise", () => {
  test("a resource is a catalog", async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "variables/limits.toml": `schema_version = 1\ntype = "resource:plans"\n[resolve]\ndefault = "a"\n`,
    });
    const { stdout } = await runInProcess(["variable", "lint", "limits"], { cwd });
    expect(stdout).toContain("unknown type: resource:plans");
    expect(stdout).toContain("Did you mean `catalog:plans`?");
  });

  test("extends", async () => {
    const cwd = temporaryWorkspace({ "rototo-workspace.toml": `schema_version = 1\nextends = "../base"\n` });
    const { stdout } = await runInProcess(["lint"], { cwd });
    expect(stdout).toContain("unknown field: extends");
    expect(stdout).toContain("a workspace is read alone");
  });

  test("a script that registers handlers", async () => {
    const cwd = temporaryWorkspace({ ...MANIFEST, "lint/policy.lua": "function register(lint) end\n" });
    const { status, stdout } = await runInProcess(["lint"], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("error rototo/custom-lint-unreferenced");
    expect(stdout).toContain('lint = { path = "../lint/policy.lua" }');
  });
});

describe("codes that have another name", () => {
  test.each([
    ["rototo/resource-object-schema-mismatch", "rototo/catalog-entry-schema-mismatch"],
    ["resource-schema-ref", "rototo/catalog-schema-ref"],
    ["rototo/qualifier/predicate/unknown-op", "rototo/qualifier-predicate-unknown-op"],
    ["rototo/variable/env/unknown-environment", "rototo/variable-env-unknown"],
    ["rototo/package-manifest-missing", "rototo/workspace-manifest-missing"],
    ["rototo/json-schema-file-invalid", "rototo/schema-invalid"],
  ])("%s", async (code, now) => {
    const { status, stdout, stderr } = await runInProcess(["diagnostics", "get", code]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: `renamed: ${code} is ${now}\n` });
    expect(stdout.startsWith(`${now} `)).toBe(true);
  });

  test("one that has become several", async () => {
    const { status, stderr } = await runInProcess(["diagnostics", "get", "rototo/workspace-toml-file-parse-failed"]);
    expect(status).toBe(1);
    expect(stderr).toContain("rototo/qualifier-parse-failed, rototo/variable-parse-failed");
  });
});

test("--env and --environment are one option, wherever there is one", async () => {
  const words = ["--context", "@tests/prod-enterprise.json"];
  for (const command of [
    ["resolve", "llm-agent-config"],
    ["variable", "resolve-all"],
    ["qualifier", "resolve-all"],
  ]) {
    const short = await runInProcess([...command, ...words, "--env", "prod"], { cwd: tutorial });
    expect(short.status).toBe(0);
    expect(await runInProcess([...command, ...words, "--environment", "prod"], { cwd: tutorial })).toEqual(short);
  }
  const build = await runInProcess(["build", "--out", "-", "--env", "prod"], { cwd: tutorial });
  expect(build.status).toBe(0);
  expect(await runInProcess(["build", "--out", "-", "--environment", "prod"], { cwd: tutorial })).toEqual(build);
  const twice = await runInProcess(["resolve", "x", "--env", "dev", "--environment", "prod"], { cwd: tutorial });
  expect(twice.status).toBe(2);
  expect(twice.stderr).toContain("given more than once");
});

describe("resolve --lint skip", () => {
  const FILES = {
    ...MANIFEST,
    "variables/sound.toml": `schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n`,
    "variables/broken.toml": "schema_version = ",
  };

  test("answers although something unrelated is broken, and says so", async () => {
    const cwd = temporaryWorkspace(FILES);
    expect(await runInProcess(["resolve", "sound"], { cwd })).toMatchObject({ status: 1, stdout: "" });
    for (const command of [
      ["resolve", "sound"],
      ["variable", "resolve", "sound"],
      ["variable", "resolve-all"],
    ]) {
      const { status, stdout, stderr } = await runInProcess([...command, "--lint", "skip"], { cwd });
      expect({ status, stdout }).toEqual({ status: 0, stdout: "sound=1 (a)\n" });
      expect(stderr).toContain(`not linted: ${cwd}, which may hold errors; too broken to answer: variable:broken\n`);
    }
    expect((await runInProcess(["resolve", "sound", "--lint", "skip", "-q"], { cwd })).stderr).toBe("");
  });

  test("says of what is itself broken why", async () => {
    const cwd = temporaryWorkspace(FILES);
    const { status, stdout, stderr } = await runInProcess(["resolve", "broken", "--lint", "skip"], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("variables/broken.toml:1:18: error rototo/variable-parse-failed");
    expect(stderr).toContain("code: workspace-invalid");
  });
});
