import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace } from "../testing/temporary-workspace.js";

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

  test("as JSON with the document as it is written, and external values where inline ones stand", async () => {
    const cwd = temporaryWorkspace(FILES);
    const banner = await runInProcess(["variable", "get", "banner", "--json"], { cwd });
    expect(Object.keys(JSON.parse(banner.stdout) as object)).toEqual(["workspace", "id", "uri", "path", "value"]);
    expect(JSON.parse(banner.stdout)).toEqual({
      workspace: cwd,
      id: "banner",
      uri: "variable://banner",
      path: "variables/banner.toml",
      value: {
        schema_version: 1,
        variable: {
          description: "Shown \u202eto all",
          type: "string",
          values: { bye: "Bye", hello: "Hello" },
          env: { _: { value: "bye" } },
        },
      },
    });
    const plan = await runInProcess(["variable", "get", "plan", "--json"], { cwd });
    expect(JSON.parse(plan.stdout)).toMatchObject({
      value: { schema_version: 1, type: "catalog:plans", env: { dev: { rule: [{ qualifier: "launched" }] } } },
    });
    expect(plan.stdout).not.toContain("projects");
    const launched = await runInProcess(["qualifier", "get", "launched", "--json"], { cwd });
    expect(JSON.parse(launched.stdout)).toEqual({
      workspace: cwd,
      id: "launched",
      uri: "qualifier://launched",
      path: "qualifiers/launched.toml",
      value: {
        schema_version: 1,
        qualifier: {
          description: "Launched\nfor everybody",
          predicate: [
            { attribute: "rototo.now", op: "after", value: "2026-01-01T00:00:00Z" },
            { attribute: "rototo.environment", op: "rollout", salt: "s", percent: 12.5 },
          ],
        },
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
  test("reports what stands in the files of the id", async () => {
    const cwd = temporaryWorkspace(FILES);
    const broken = await runInProcess(["qualifier", "lint", "broken", "--json"], { cwd });
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({
      workspace: cwd,
      diagnostics: [{ code: "rototo/qualifier-parse-failed" }],
    });

    const banner = await runInProcess(["variable", "lint", "banner"], { cwd });
    expect(banner).toMatchObject({ status: 0, stderr: "" });
    expect(banner.stdout).toContain("rototo/variable-value-unused");
    expect(banner.stdout).toMatch(/\nok: variable:\/\/banner \(1 warning\)\n$/);
    expect(banner.stdout).not.toContain("broken");

    expect(await runInProcess(["qualifier", "lint", "launched"], { cwd })).toEqual({
      status: 0,
      stdout: "ok: qualifier://launched\n",
      stderr: "",
    });
  });

  const chain = (variable: string, files: Record<string, string>) => ({
    ...MANIFEST,
    "variables/other.toml": "schema_version = ",
    "variables/plan.toml": `schema_version = 1\n${variable}`,
    ...files,
  });
  const byCatalog = `type = "catalog:plans"\n[resolve]\ndefault = "a"\n`;
  const bySchema = `schema = "../schemas/plan.json"\n[values.a]\nmember = "x"\n[resolve]\ndefault = "a"\n`;
  const catalog = `schema_version = 1\nschema = "../schemas/plan.json"\n`;
  const rule = `[[resolve.rule]]\nqualifier = "first"\nvalue = "a"\n`;
  const predicate = (attribute: string) =>
    `schema_version = 1\n[[predicate]]\nattribute = "${attribute}"\nop = "eq"\nvalue = true\n`;

  test.each([
    ["its schema", chain(bySchema, { "schemas/plan.json": "{" }), "schemas/plan.json"],
    [
      "a schema behind its schema",
      chain(bySchema, {
        "schemas/plan.json": `{ "properties": { "member": { "$ref": "member.json#/$defs/name" } } }`,
        "schemas/member.json": "[",
      }),
      "schemas/member.json",
    ],
    [
      "a catalog that its schema names",
      chain(bySchema, {
        "schemas/plan.json": `{ "properties": { "member": { "x-rototo-catalog": "plans" } } }`,
        "catalogs/plans.toml": "schema_version = ",
      }),
      "catalogs/plans.toml",
    ],
    ["its catalog", chain(byCatalog, { "catalogs/plans.toml": "" }), "catalogs/plans.toml"],
    [
      "its entries",
      chain(byCatalog, {
        "catalogs/plans.toml": catalog,
        "schemas/plan.json": "{}",
        "catalogs/plans-entries/a.toml": "projects = ",
      }),
      "catalogs/plans-entries/a.toml",
    ],
    [
      "its qualifiers and those behind them",
      chain(`type = "bool"\n[values]\na = true\nb = false\n[resolve]\ndefault = "b"\n${rule}`, {
        "qualifiers/first.toml": predicate("qualifier.second"),
        "qualifiers/second.toml": "predicate = ",
      }),
      "qualifiers/second.toml",
    ],
    [
      "the context schema that its qualifiers read",
      chain(`type = "bool"\n[values]\na = true\nb = false\n[resolve]\ndefault = "b"\n${rule}`, {
        "qualifiers/first.toml": predicate("account.paid"),
        "schemas/context.schema.json": "{",
      }),
      "schemas/context.schema.json",
    ],
    [
      "its manifest",
      chain(bySchema, { "rototo-workspace.toml": "schema_version = 2\n", "schemas/plan.json": "{}" }),
      "rototo-workspace.toml",
    ],
  ])("reports a mistake in %s, and none of another variable", async (_, files, path) => {
    const { status, stdout } = await runInProcess(["variable", "lint", "plan", "--json"], {
      cwd: temporaryWorkspace(files),
    });
    expect(status).toBe(1);
    const paths = (JSON.parse(stdout) as { diagnostics: { path: string }[] }).diagnostics.map((found) => found.path);
    expect(paths).toContain(path);
    expect(paths).not.toContain("variables/other.toml");
  });
});

test("list --quiet prints ids alone", async () => {
  const cwd = temporaryWorkspace(FILES);
  expect((await runInProcess(["variable", "list", "--quiet"], { cwd })).stdout).toBe("banner\nplan\n");
  expect((await runInProcess(["qualifier", "list", "-q"], { cwd })).stdout).toBe("broken\nlaunched\n日本\n");
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
