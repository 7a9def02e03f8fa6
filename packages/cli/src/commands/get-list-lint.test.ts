import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { temporaryWorkspace } from "../testing/temporary-workspace.js";

const TABLED_QUALIFIER = `schema_version = 1

[qualifier]
description = """
Launched
for everybody"""

[[qualifier.predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-01-01T00:00:00Z

[[qualifier.predicate]]
attribute = "rototo.environment"
op = "rollout"
salt = "s"
percent = 12.5
`;

const FILES = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev"]\n`,
  "qualifiers/launched.toml": TABLED_QUALIFIER,
  "qualifiers/日本.toml": `schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "exists"\nvalue = true\n`,
  "qualifiers/broken.toml": "schema_version = ",
  "catalogs/plans.toml": `schema_version = 1\ndescription = "Plans"\nschema = "../schemas/plan.schema.json"\n`,
  "catalogs/plans-entries/growth.toml": "projects = 100\n",
  "schemas/plan.schema.json": `{ "type": "object" }`,
  "variables/plan.toml": `schema_version = 1
type = "catalog:plans"
[env._]
value = "growth"
[[env.dev.rule]]
qualifier = "launched"
value = "growth"
[env.dev]
value = "growth"
`,
  "variables/banner.toml": `schema_version = 1
[variable]
description = "Shown \u202eto all"
type = "string"
[variable.values]
hello = "Hello"
[variable.env._]
value = "bye"
`,
  "variables/banner-values/bye.toml": `value = "Bye"\n`,
};

describe("list", () => {
  test("has aligned columns", async () => {
    const cwd = temporaryWorkspace(FILES);
    expect((await runInProcess(["variable", "list"], { cwd })).stdout).toBe(
      "banner  variables/banner.toml  Shown \\u202eto all\nplan    variables/plan.toml\n",
    );
    expect((await runInProcess(["qualifier", "list"], { cwd })).stdout).toBe(
      "broken    qualifiers/broken.toml\nlaunched  qualifiers/launched.toml  Launched\n日本      qualifiers/日本.toml\n",
    );
  });

  test("as JSON, also of a workspace with errors", async () => {
    const cwd = temporaryWorkspace(FILES);
    const { status, stdout } = await runInProcess(["qualifier", "list", "--json"], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      workspace: cwd,
      qualifiers: ["broken", "launched", "日本"].map((id) => ({
        id,
        uri: `qualifier://${id}`,
        path: `qualifiers/${id}.toml`,
      })),
    });
    const variables = await runInProcess(["variable", "list", "--json"], { cwd });
    expect(Object.keys(JSON.parse(variables.stdout) as object)).toEqual(["workspace", "variables"]);
  });
});

describe("get", () => {
  test("prints the file as it is", async () => {
    const cwd = temporaryWorkspace(FILES);
    expect((await runInProcess(["qualifier", "get", "launched"], { cwd })).stdout).toBe(TABLED_QUALIFIER);
    expect((await runInProcess(["variable", "get", "banner"], { cwd })).stdout).toBe(FILES["variables/banner.toml"]);
    expect((await runInProcess(["qualifier", "get", "broken"], { cwd })).stdout).toBe("schema_version = ");
  });

  test("on a terminal with its control characters shown", async () => {
    const cwd = temporaryWorkspace(FILES);
    const { stdout } = await runInProcess(["variable", "get", "banner"], { cwd, terminal: 80 });
    expect(stdout).toBe(FILES["variables/banner.toml"].replace("\u202e", "\\u202e"));
  });

  test("as JSON with all values expanded, in one spelling", async () => {
    const cwd = temporaryWorkspace(FILES);
    const banner = await runInProcess(["variable", "get", "banner", "--json"], { cwd });
    expect(Object.keys(JSON.parse(banner.stdout) as object)).toEqual(["workspace", "id", "uri", "path", "value"]);
    expect(JSON.parse(banner.stdout)).toEqual({
      workspace: cwd,
      id: "banner",
      uri: "variable://banner",
      path: "variables/banner.toml",
      value: {
        description: "Shown \u202eto all",
        type: "string",
        values: { bye: "Bye", hello: "Hello" },
        env: { _: { value: "bye" } },
      },
    });
    const plan = await runInProcess(["variable", "get", "plan", "--json"], { cwd });
    expect(JSON.parse(plan.stdout)).toMatchObject({
      value: {
        type: "catalog:plans",
        values: { growth: { projects: 100 } },
        env: { dev: { rule: [{ qualifier: "launched" }] } },
      },
    });
    const launched = await runInProcess(["qualifier", "get", "launched", "--json"], { cwd });
    expect(JSON.parse(launched.stdout)).toEqual({
      workspace: cwd,
      id: "launched",
      uri: "qualifier://launched",
      path: "qualifiers/launched.toml",
      value: {
        description: "Launched\nfor everybody",
        match: "all",
        predicate: [
          { attribute: "rototo.now", op: "after", value: "2026-01-01T00:00:00Z" },
          { attribute: "rototo.environment", op: "rollout", salt: "s", percent: 12.5 },
        ],
      },
    });
  });

  test("as JSON of a file that does not parse is an error with its diagnostic", async () => {
    const cwd = temporaryWorkspace(FILES);
    const { status, stdout, stderr } = await runInProcess(["qualifier", "get", "broken", "--json"], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: "workspace-invalid", details: { diagnostics: [{ code: "rototo/qualifier-parse-failed" }] } },
    });
  });
});

describe("lint ID", () => {
  test("reports what concerns the id alone", async () => {
    const cwd = temporaryWorkspace(FILES);
    const broken = await runInProcess(["qualifier", "lint", "broken", "--json"], { cwd });
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({
      workspace: cwd,
      diagnostics: [{ code: "rototo/qualifier-parse-failed" }],
    });

    const banner = await runInProcess(["variable", "lint", "banner"], { cwd });
    expect(banner).toMatchObject({ status: 0, stdout: `ok: ${cwd} (1 warning)\n` });
    expect(banner.stderr).toContain("rototo/variable-value-unused");
    expect(banner.stderr).not.toContain("broken");

    expect(await runInProcess(["qualifier", "lint", "launched"], { cwd })).toEqual({
      status: 0,
      stdout: `ok: ${cwd}\n`,
      stderr: "",
    });
  });
});

test.each([
  [["variable", "get", "baner"], "variable-not-found", "unknown variable `baner`; did you mean `banner`?"],
  [["variable", "lint", "baner"], "variable-not-found", "unknown variable `baner`; did you mean `banner`?"],
  [["qualifier", "get", "launch"], "qualifier-not-found", "unknown qualifier `launch`; did you mean `launched`?"],
  [["qualifier", "lint", "zzz"], "qualifier-not-found", "unknown qualifier `zzz`\n"],
])("an unknown id: %j", async (words, code, message) => {
  const { status, stdout, stderr } = await runInProcess(words, { cwd: temporaryWorkspace(FILES) });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).toContain(`code: ${code}\n`);
});

test("inspect shows what a broken workspace holds, and fails", async () => {
  const cwd = temporaryWorkspace(FILES);
  const { status, stdout } = await runInProcess(["workspace", "inspect"], { cwd });
  expect(status).toBe(1);
  expect(stdout).toContain("catalogs (1)\n  plans  catalogs/plans.toml  Plans\n");
  expect(stdout).toMatch(/diagnostics: \d+ errors?, \d+ warnings?\n$/);
});
