import { hash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readSnapshot, type Snapshot } from "@rototo/core";
import type { WorkspaceResolver } from "@rototo/core/queries";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace, tutorial } from "../testing/temporary-workspace.js";

function verified(text: string): Snapshot {
  const unverified = readSnapshot(text);
  return unverified.verify(hash("sha256", unverified.content, "hex"));
}

function snapshotAt(path: string): Snapshot {
  return verified(readFileSync(path, "utf8"));
}

/** Runs a build that has to succeed, and gives what it says. */
async function build(words: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runInProcess(["build", ...words], { cwd });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const limit = (value: string, rest = "") => `schema_version = 1
type = "int"
[values]
standard = ${value}
large = 20
[env._]
value = "standard"
${rest}`;

const QUALIFIER = `schema_version = 1\n[[predicate]]\nattribute = "account.plan"\nop = "eq"\nvalue = "enterprise"\n`;

/** A workspace of two teams and two environments. */
const TEAMS = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n`,
  "schemas/context.schema.json": JSON.stringify({
    type: "object",
    properties: {
      account: { type: "object", properties: { plan: { enum: ["free", "enterprise"] }, seats: { minimum: 1 } } },
    },
  }),
  "qualifiers/enterprise.toml": QUALIFIER,
  "qualifiers/secret-launch.toml": QUALIFIER,
  "variables/checkout-limit.toml": limit(
    "10",
    `[env.dev]\nvalue = "large"\n[env.prod]\nvalue = "standard"\n[[env.prod.rule]]\nqualifier = "enterprise"\nvalue = "large"\n`,
  ),
  "variables/checkout-retries.toml": limit("3", `[env.dev]\nvalue = "large"\n`),
  "variables/secret-price.toml": limit("99", `[[env._.rule]]\nqualifier = "secret-launch"\nvalue = "large"\n`),
};

describe("a JSON snapshot", () => {
  test("holds the workspace, where it comes from and which version it is", async () => {
    const cwd = temporaryWorkspace({});
    cpSync(tutorial, join(cwd, "config"), { recursive: true });
    expect(await build(["./config", "--out", "x.snapshot.json"], cwd)).toMatch(
      new RegExp(`^built: ${cwd}/x.snapshot.json \\(\\d+ bytes\\)\n$`),
    );
    expect(readdirSync(cwd).sort()).toEqual(["config", "x.snapshot.json"]);
    const { source, fingerprint, workspace } = snapshotAt(join(cwd, "x.snapshot.json"));
    expect(source).toBe("./config");
    expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(workspace.variables.map(({ id }) => id)).toEqual(["llm-agent-config"]);
  });

  test("has the same bytes wherever the workspace lies, and whatever was there before", async () => {
    const texts = [];
    for (const folder of ["a", "b/c"]) {
      const cwd = temporaryWorkspace({
        "x.snapshot.json": `{\n  "format": "rototo-snapshot", "format_version": "0.1"`,
        "x.mjs": "// Written by rototo build. Do not edit.\nold",
        "x.d.mts": "",
      });
      cpSync(tutorial, join(cwd, folder, "config"), { recursive: true });
      const inside = join(cwd, folder);
      await build(["config", "--out", join(cwd, "x.snapshot.json")], inside);
      await build(["config", "--format", "esm", "--out", join(cwd, "x.mjs")], inside);
      const files = ["x.snapshot.json", "x.mjs", "x.d.mts"].map((file) => readFileSync(join(cwd, file), "utf8"));
      expect(files.join("")).not.toContain(cwd);
      texts.push(files);
    }
    expect(texts[0]).toEqual(texts[1]);
  });

  test("of the nearest workspace names it from the working directory", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    expect(verified(await build(["--out", "-"], cwd)).source).toBe(".");
    expect(verified(await build(["--out", "-"], join(cwd, "variables"))).source).toBe("..");
  });

  test("answers from the command line as its workspace does", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    await build(["--out", "x.snapshot.json"], cwd);
    const words = ["variable", "resolve-all", "--env", "prod", "--context", "account.plan=enterprise"];
    const fromFiles = await runInProcess(words, { cwd });
    expect(fromFiles.status).toBe(0);
    expect(await runInProcess([...words, "--workspace", "./x.snapshot.json"], { cwd })).toEqual(fromFiles);
  });

  test("tells a program what was built", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    const told = JSON.parse(await build(["--json", "--out", "x.snapshot.json"], cwd)) as object;
    const { contentHash, fingerprint } = snapshotAt(join(cwd, "x.snapshot.json"));
    const out = join(cwd, "x.snapshot.json");
    expect(Object.entries(told)).toEqual(
      Object.entries({
        workspace: cwd,
        out,
        format: "json",
        fingerprint,
        content_hash: contentHash,
        bytes: readFileSync(out).length,
      }),
    );
  });
});

describe("lint comes first", () => {
  const WARNING = { ...TEAMS, "qualifiers/unused.toml": QUALIFIER };
  const CUSTOM = {
    ...MANIFEST,
    "variables/limit.toml": `schema_version = 1\ntype = "int"\nlint = { path = "../lint/limit.lua" }\n[values]\na = 1\n[resolve]\ndefault = "a"\n`,
    "lint/limit.lua": `function lint_value(value) return { { message = "too small" } } end`,
  };

  test.each([
    ["an error", { ...TEAMS, "variables/broken.toml": limit('"ten"') }, "variable-value-type-mismatch"],
    ["an error of a custom lint", CUSTOM, "too small"],
  ])("%s stops it: the findings go to standard error, and nothing is written", async (_, files, told) => {
    const cwd = temporaryWorkspace(files);
    for (const json of [[], ["--json"]]) {
      const { status, stdout, stderr } = await runInProcess(["build", "--out", "x.snapshot.json", ...json], { cwd });
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain(told);
      expect(stderr).toMatch(/code"?: "?workspace-invalid/);
    }
    expect(existsSync(join(cwd, "x.snapshot.json"))).toBe(false);
  });

  test("warnings go to standard error, unless quietly", async () => {
    const cwd = temporaryWorkspace(WARNING);
    const { status, stdout, stderr } = await runInProcess(["build", "--out", "-"], { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain("warning rototo/qualifier-unreferenced");
    expect(verified(stdout).workspace.qualifiers).toHaveLength(3);
    expect(await runInProcess(["build", "--out", "x.snapshot.json", "-q"], { cwd })).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
  });
});

describe("a slice", () => {
  test.each([
    ["ids", ["--variables", "checkout-limit,checkout-retries"]],
    ["ids, one by one", ["--variables", "checkout-limit", "--variables", "checkout-retries"]],
    ["a glob", ["--variables", "checkout-*"]],
    ["globs that overlap", ["--variables", "*limit,c*-*,check**"]],
  ])("by %s keeps the variables and what they need", async (_, words) => {
    const cwd = temporaryWorkspace(TEAMS);
    const text = await build([...words, "--out", "-"], cwd);
    const { workspace } = verified(text);
    expect(workspace.variables.map(({ id }) => id)).toEqual(["checkout-limit", "checkout-retries"]);
    expect(workspace.qualifiers.map(({ id }) => id)).toEqual(["enterprise"]);
    expect(text).not.toContain("secret");
  });

  test("of one environment knows no other, and no value that only others select", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    const words = ["--environment", "prod", "--variables", "checkout-*"];
    const text = await build([...words, "--out", "x.snapshot.json"], cwd).then(() =>
      readFileSync(join(cwd, "x.snapshot.json"), "utf8"),
    );
    const { environments, variables } = verified(text).workspace;
    expect(environments).toEqual(["prod"]);
    expect(variables.map(({ values }) => values.map(({ key }) => key))).toEqual([["large", "standard"], ["standard"]]);
    expect(text).not.toContain(`"dev"`);
    const resolve = ["variable", "resolve", "checkout-retries", "--workspace", "x.snapshot.json", "--env"];
    expect((await runInProcess([...resolve, "prod"], { cwd })).stdout).toBe("checkout-retries=3 (standard)\n");
    expect((await runInProcess([...resolve, "dev"], { cwd })).stderr).toContain("unknown environment `dev`");
  });

  test.each([
    [["--variables", "checkout-limt"], "unknown variable `checkout-limt`; did you mean `checkout-limit`?"],
    [["--variables", "checkout-limit,"], "unknown variable ``"],
    [["--variables", "chekout-limit*"], "no variable matches `chekout-limit*`; did you mean `checkout-limit`?"],
    [["--variables", "x.*"], "no variable matches `x.*`"],
    [["--environment", "prd"], "unknown environment `prd`; did you mean `prod`?"],
  ])("%j is refused", async (words, message) => {
    const cwd = temporaryWorkspace(TEAMS);
    const { status, stderr } = await runInProcess(["build", "--out", "x.snapshot.json", ...words], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain(`error: ${message}\n  code: `);
    expect(existsSync(join(cwd, "x.snapshot.json"))).toBe(false);
  });

  test("of a snapshot is the slice of its workspace", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    const words = ["--variables", "secret-*", "--environment", "dev", "--out"];
    await build(["--out", "all.snapshot.json"], cwd);
    expect(await build(["all.snapshot.json", ...words, "part.snapshot.json"], cwd)).toContain(
      "from a snapshot, which was linted when it was built",
    );
    expect(readFileSync(join(cwd, "part.snapshot.json"), "utf8")).toBe(await build([...words, "-"], cwd));
  });
});

test("a snapshot whose source has a password, as another program may write one, is built again without it", async () => {
  const cwd = temporaryWorkspace(TEAMS);
  const given = join(cwd, "given.snapshot.json");
  const text = await build(["--out", "-"], cwd);
  writeFileSync(given, text.replace('"source":"."', '"source":"git+https://ada:hunter2@example.com/x.git#main"'));
  expect(readFileSync(given, "utf8")).toContain("hunter2");
  for (const [format, name] of [
    ["json", "again.snapshot.json"],
    ["esm", "again.mjs"],
  ] as const) {
    await build(["--out", join(cwd, name), "--format", format, "--workspace", given], cwd);
    const built = readFileSync(join(cwd, name), "utf8");
    expect(built).toContain("git+https://example.com/x.git#main");
    expect(built).not.toContain("hunter2");
  }
});

describe("what it is called with", () => {
  test.each([
    [[], "--out FILE is missing"],
    [["--out", "x.json"], "--out x.json: the name of a JSON snapshot ends with .snapshot.json"],
    [["--out", "x.mjs"], "or write an ES module with --format esm"],
    [["--out", "x.snapshot.json", "--format", "esm"], "the name of an ES module ends with .mjs or .js"],
    [["--out", "x", "--format", "cjs"], "--format is one of json, esm, not cjs"],
    [["--out", "-", "--json"], "--json and --out - exclude each other"],
    [["--out", "x.snapshot.json", "./a", "--workspace", "./b"], "the workspace is given twice"],
  ])("%j is a mistake", async (words, message) => {
    const cwd = temporaryWorkspace(TEAMS);
    const { status, stdout, stderr } = await runInProcess(["build", ...words], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(words.includes("--json") ? stderr : stderr.replaceAll("\n  help: ", ": ")).toContain(message);
    expect(stderr).toContain("usage");
  });

  test("a directory that is not there is made", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    const { status } = await runInProcess(["build", "--out", "new/place/x.snapshot.json"], { cwd });
    expect(status).toBe(0);
    expect(readdirSync(join(cwd, "new/place"))).toEqual(["x.snapshot.json"]);
  });

  test.each([
    ["x.snapshot.json", { "x.snapshot.json": `{"mine":1}` }, "json"],
    ["x.mjs", { "x.mjs": "export default 1;\n" }, "esm"],
    ["x.d.mts", { "x.d.mts": "export declare const mine: 1;\n" }, "esm"],
  ])("what no build wrote is left as it is: %s", async (name, files, format) => {
    const cwd = temporaryWorkspace({ ...TEAMS, ...files });
    const out = format === "esm" ? "x.mjs" : "x.snapshot.json";
    const before = readdirSync(cwd, { recursive: true });
    const { status, stdout, stderr } = await runInProcess(["build", "--format", format, "--out", out], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error: ${join(cwd, name)} was not written by rototo build`);
    expect(stderr).toContain("help: write to another name with --out, or move that file away");
    expect(readFileSync(join(cwd, name), "utf8")).toBe(Object.values(files)[0]);
    expect(readdirSync(cwd, { recursive: true })).toEqual(before);
  });

  test.skipIf(process.platform === "win32").each([0o600, 0o640, 0o666, 0o444])(
    "who may read and write a file stays as it was: %o",
    async (mode) => {
      const cwd = temporaryWorkspace(TEAMS);
      const words = ["--format", "esm", "--out", "x.mjs"];
      await build(words, cwd);
      const files = ["x.mjs", "x.d.mts"].map((name) => join(cwd, name));
      for (const file of files) chmodSync(file, mode);
      await build(words, cwd);
      expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([mode, mode]);
    },
  );

  test.each([
    ["taken.snapshot.json", "it is a directory"],
    ["variables/secret-price.toml/x.snapshot.json", "its directory is a file"],
  ])("%s cannot be written, and nothing is left", async (out, reason) => {
    const cwd = temporaryWorkspace(TEAMS);
    mkdirSync(join(cwd, "taken.snapshot.json"));
    const before = readdirSync(cwd, { recursive: true });
    const { status, stderr } = await runInProcess(["build", "--out", out], { cwd });
    expect(status).toBe(2);
    expect(stderr).toBe(`error: ${join(cwd, out)} cannot be written: ${reason}\n  code: io\n`);
    expect(readdirSync(cwd, { recursive: true })).toEqual(before);
  });
});

describe("an ES module", () => {
  async function buildModule(files: Readonly<Record<string, string>>, ...words: string[]) {
    const cwd = temporaryWorkspace(files);
    await build(["--format", "esm", "--out", "x.snapshot.mjs", ...words], cwd);
    const path = join(cwd, "x.snapshot.mjs");
    const module = (await import(pathToFileURL(path).href)) as Record<string, unknown> & { default: WorkspaceResolver };
    return { cwd, module, text: readFileSync(path, "utf8") };
  }

  test("answers by itself, and says what it is", async () => {
    const { cwd, module, text } = await buildModule(TEAMS);
    expect(module.default.resolveVariable("checkout-limit", "prod", { account: { plan: "enterprise" } })).toEqual({
      id: "checkout-limit",
      environment: "prod",
      valueKey: "large",
      value: 20,
      reason: "matched_rule",
    });
    const { source, fingerprint, contentHash } = verified(await build(["--out", "-"], cwd));
    expect(module).toMatchObject({ source, fingerprint, contentHash });
    expect(text).not.toMatch(/\bimport\b|\brequire\(|\beval\b|\bFunction\(/);
  });

  test("checks contexts as the command line does, word for word", async () => {
    const { cwd, module } = await buildModule(TEAMS);
    const context = { account: { plan: "gold", seats: 0 } };
    const { stderr } = await runInProcess(
      ["variable", "resolve", "checkout-limit", "--env", "prod", "--context", JSON.stringify(context)],
      { cwd },
    );
    try {
      module.default.resolveVariable("checkout-limit", "prod", context);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: "RototoError", code: "context-invalid" });
      expect(stderr).toContain((error as Error).message);
      expect((error as Error).message).toContain("/account/seats must be at least 1");
    }
  });

  test("works without a context schema, on formats, and with keys that objects treat in a way of their own", async () => {
    const { "schemas/context.schema.json": _, ...withoutSchema } = TEAMS;
    const without = await buildModule(withoutSchema);
    expect(without.module.default.resolveVariable("checkout-limit", "dev", { any: 1 }).value).toBe(20);
    const schema = {
      properties: {
        account: { properties: { plan: { format: "email" } } },
        ["__proto__"]: { const: { ["__proto__"]: 1 } },
        list: { uniqueItems: true, items: { enum: [{ a: 1 }, "b", []] }, maxItems: 3 },
        name: { minLength: 2 },
      },
    };
    const { module } = await buildModule({ ...TEAMS, "schemas/context.schema.json": JSON.stringify(schema) });
    const resolve = (context: object) => module.default.resolveVariable("checkout-limit", "prod", context).valueKey;
    expect(resolve({ account: { plan: "a@example.com" }, list: [{ a: 1 }, "b"], name: "ab" })).toBe("standard");
    expect(resolve(JSON.parse(`{ "__proto__": { "__proto__": 1 } }`) as object)).toBe("standard");
    expect(() => resolve({ account: { plan: "a" } })).toThrow("/account/plan must be a valid email");
    expect(() => resolve({ list: ["b", "b"] })).toThrow("/list must not have two equal items");
    expect(() => resolve({ list: [{ a: 2 }] })).toThrow(`/list/0 must be {"a":1}, "b" or []`);
    expect(() => resolve({ name: "😀" })).toThrow("/name must have at least 2 characters");
    expect(() => resolve(JSON.parse(`{ "__proto__": { "__proto__": 2 } }`) as object)).toThrow(
      `/__proto__ must be {"__proto__":1}`,
    );
    expect("1" in Object.prototype).toBe(false);
  });

  test("of a part holds no other", async () => {
    const { module, text } = await buildModule(TEAMS, "--variables", "checkout-retries", "--environment", "prod");
    expect(module.default.variableIds).toEqual(["checkout-retries"]);
    expect(module.default.environments).toEqual(["prod"]);
    expect(text).not.toMatch(/secret|checkout-limit|"dev"/);
  });

  test("whose context schema cannot be compiled ahead of time is refused", async () => {
    const cwd = temporaryWorkspace(TEAMS);
    const text = (await build(["--out", "-"], cwd)).replace(`"enum":["free","enterprise"]`, `"enum":7`);
    const content = hash("sha256", readSnapshot(text).content, "hex");
    writeFileSync(
      join(cwd, "x.snapshot.json"),
      text.replace(/"content_hash":"sha256:\w+"/, `"content_hash":"sha256:${content}"`),
    );
    const words = ["build", "x.snapshot.json", "--format", "esm", "--out", "x.mjs"];
    const { status, stderr } = await runInProcess(words, { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: the context schema schemas\/context\.schema\.json cannot be compiled ahead of time: \/properties\/account\/properties\/plan\/enum .+\n {2}code: workspace-invalid\n$/,
    );
    expect(existsSync(join(cwd, "x.mjs"))).toBe(false);
  });
});

describe.each([["build"], ["variable", "resolve-all"], ["workspace", "inspect"], ["variable", "list"]])(
  "%s %s",
  (...command) => {
    test.each([
      ["damaged", (text: string) => text.replace(`"value":20`, `"value":21`), "does not have the hash that it states"],
      ["cut off", (text: string) => text.slice(0, -20), "damaged, cut off or not JSON"],
      ["empty", () => "", "damaged, cut off or not JSON"],
      ["no snapshot", () => `{"name":"left-pad"}`, "not a rototo snapshot"],
      ["of another kind of text", () => "<!doctype html>", "damaged, cut off or not JSON"],
      ["newer", (text: string) => text.replace('"1.0"', '"2.0"'), "a newer rototo wrote format 2.x"],
      [
        "without the workspace that it states",
        (text: string) => text.replace(/"content_hash":"sha256:\w+"/, `"content_hash":"sha256:${"0".repeat(64)}"`),
        "does not have the hash that it states",
      ],
    ])("refuses a snapshot that is %s", async (_, change, reason) => {
      const cwd = temporaryWorkspace(TEAMS);
      writeFileSync(join(cwd, "x.snapshot.json"), change(await build(["--out", "-"], cwd)));
      const out = command[0] === "build" ? ["--out", "y.snapshot.json"] : [];
      const words = [...command, ...out, "--workspace", "x.snapshot.json"];
      const { status, stdout, stderr } = await runInProcess(words, { cwd });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain("code: snapshot-invalid");
      expect(stderr).toContain(reason);
      expect(existsSync(join(cwd, "y.snapshot.json"))).toBe(false);
    });
  },
);
