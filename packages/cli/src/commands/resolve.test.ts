import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MOST_CONTEXT_BYTES } from "../context/read-text.js";
import { runInProcess, type InProcessOptions } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace } from "../testing/temporary-workspace.js";

const FILES = {
  ...MANIFEST,
  "schemas/context.schema.json": `{
    "type": "object",
    "properties": {
      "user": { "type": "object", "properties": { "id": {}, "beta": { "type": "boolean" } } },
      "__proto__": { "type": "object", "properties": { "admin": { "type": "boolean" } } }
    }
  }`,
  "qualifiers/beta.toml": `schema_version = 1
match = "any"
[[predicate]]
attribute = "user.beta"
op = "eq"
value = true
[[predicate]]
attribute = "user.id"
op = "rollout"
salt = "new-checkout"
percent = 30
`,
  "qualifiers/launched-beta.toml": `schema_version = 1
[[predicate]]
attribute = "qualifier.beta"
op = "eq"
value = true
[[predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-06-01T00:00:00Z
`,
  "qualifiers/half.toml": `schema_version = 1
[[predicate]]
attribute = "user.id"
op = "bucket"
salt = "search-v2-v1"
range = [0, 5000]
`,
  "qualifiers/admin.toml": `schema_version = 1
[[predicate]]
attribute = "__proto__.admin"
op = "eq"
value = true
`,
  "variables/checkout.toml": `schema_version = 1
type = "string"
[values]
old = "v1"
new = "v2"
[resolve]
default = "old"
[[resolve.rule]]
qualifier = "launched-beta"
value = "new"
`,
  "variables/results.toml": `schema_version = 1
type = "int"
[values]
few = 10
many = 20
[resolve]
default = "few"
[[resolve.rule]]
qualifier = "half"
value = "many"
[[resolve.rule]]
qualifier = "admin"
value = "many"
`,
};

const AFTER = ["--now", "2026-07-01T00:00:00Z"];

function workspace(): {
  cwd: string;
  run: (words: string[], options?: InProcessOptions) => ReturnType<typeof runInProcess>;
} {
  const cwd = temporaryWorkspace(FILES);
  return { cwd, run: (words, options) => runInProcess(words, { cwd, ...options }) };
}

describe("variable", () => {
  test("without environments the JSON has none", async () => {
    const { cwd, run } = workspace();
    const { stdout, status } = await run(["variable", "resolve", "checkout", "--json"]);
    expect(status).toBe(0);
    expect(stdout).toBe(`{
  "workspace": ${JSON.stringify(cwd)},
  "id": "checkout",
  "value_key": "old",
  "value": "v1"
}
`);
  });

  test("resolve-all in id order", async () => {
    const { cwd, run } = workspace();
    expect((await run(["variable", "resolve-all", "--context", "user.id=user-1"])).stdout).toBe(
      `checkout="v1" (old)\nresults=20 (many)\n`,
    );
    const { stdout } = await run(["variable", "resolve-all", "--context", "user.id=user-1", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      workspace: cwd,
      values: [
        { id: "checkout", value_key: "old", value: "v1" },
        { id: "results", value_key: "many", value: 20 },
      ],
    });
  });

  test("the instant is the caller's, or now", async () => {
    const { run } = workspace();
    const words = ["variable", "resolve", "checkout", "--context", "user.beta=true"];
    expect((await run([...words, ...AFTER])).stdout).toBe(`checkout="v2" (new)\n`);
    expect((await run(words, { now: Date.parse("2026-06-02T00:00:00Z") })).stdout).toBe(`checkout="v2" (new)\n`);
    expect((await run(words, { now: Date.parse("2026-05-01T00:00:00Z") })).stdout).toBe(`checkout="v1" (old)\n`);
  });

  test("the explanation nests qualifiers and shows positions, buckets and what is missing", async () => {
    const { run } = workspace();
    const words = ["variable", "resolve-all", "--trace", ...AFTER];
    expect((await run([...words, "--context", "user.id=user-2"])).stdout).toBe(`checkout="v2" (new)
  why: matched_rule in [resolve]
  ✓ rule 1: launched-beta -> new
    ✓ qualifier.beta eq true: was true
      any of
      ✗ user.beta eq true: missing
      ✓ user.id rollout {"range":[0,30],"salt":"new-checkout"}: was "user-2", position 23.104
    ✓ rototo.now after "2026-06-01T00:00:00Z": was "2026-07-01T00:00:00.000Z"
results=10 (few)
  why: default in [resolve]
  ✗ rule 1: half -> many
    ✗ user.id bucket {"range":[0,5000],"salt":"search-v2-v1"}: was "user-2", bucket 9200
  ✗ rule 2: admin -> many
    ✗ __proto__.admin eq true: missing
  ✓ otherwise -> few
`);
  });
});

describe("qualifier", () => {
  test("resolve and resolve-all", async () => {
    const { cwd, run } = workspace();
    expect((await run(["qualifier", "resolve", "beta", "--context", "user.beta=true"])).stdout).toBe("beta=true\n");
    expect((await run(["qualifier", "resolve-all", "--context", "user.beta=true"])).stdout).toBe(
      "admin=false\nbeta=true\nhalf=false\nlaunched-beta=false\n",
    );
    expect((await run(["qualifier", "resolve", "beta", "--json"])).stdout).toBe(`{
  "workspace": ${JSON.stringify(cwd)},
  "id": "beta",
  "value": false
}
`);
    const all = await run(["qualifier", "resolve-all", "--json", ...AFTER, "--context", "user.beta=true"]);
    expect(JSON.parse(all.stdout)).toEqual({
      workspace: cwd,
      values: [
        { id: "admin", value: false },
        { id: "beta", value: true },
        { id: "half", value: false },
        { id: "launched-beta", value: true },
      ],
    });
  });

  test("with an explanation", async () => {
    const { run } = workspace();
    const words = ["qualifier", "resolve", "launched-beta", "--trace", "--context", "user.beta=false", ...AFTER];
    expect((await run(words)).stdout).toBe(`launched-beta=false
  ✗ qualifier.beta eq true: was false
    any of
    ✗ user.beta eq true: was false
    ✗ user.id rollout {"range":[0,30],"salt":"new-checkout"}: missing
  - rototo.now after: not evaluated
`);
    const { trace } = JSON.parse((await run([...words, "--json"])).stdout) as {
      trace: { qualifiers: { id: string }[] };
    };
    expect(trace.qualifiers).toMatchObject([
      {
        id: "launched-beta",
        match: "all",
        value: false,
        predicates: [{ result: false }, { index: 1, evaluated: false }],
      },
      { id: "beta", match: "any", value: false, predicates: [{ actual: false }, { missing: true, result: false }] },
    ]);
  });

  test("a long chain of qualifiers is told flat", async () => {
    const links = Array.from({ length: 300 }, (_, index): [string, string] => [
      `qualifiers/q${index}.toml`,
      `schema_version = 1
[[predicate]]
attribute = "${index === 299 ? "rototo.now" : `qualifier.q${index + 1}`}"
op = "${index === 299 ? "exists" : "eq"}"
value = true
`,
    ]);
    const cwd = temporaryWorkspace({ ...MANIFEST, ...Object.fromEntries(links) });
    const { stdout } = await runInProcess(["qualifier", "resolve", "q0", "--trace"], { cwd });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.filter((line) => line.includes("eq true: was true"))).toHaveLength(299);
    expect(Math.max(...lines.map((line) => line.search(/\S/)))).toBeLessThan(20);
  });
});

describe("--context", () => {
  test("JSON, files, standard input and path=value merge in order, objects deeply", async () => {
    const { cwd, run } = workspace();
    writeFileSync(join(cwd, "request.json"), `\uFEFF{ "user": { "id": "user-1", "beta": true } }`);
    const words = ["qualifier", "resolve-all", "--context", "@request.json"];
    expect((await run(words)).stdout).toContain("beta=true\nhalf=true");
    expect((await run([...words, "--context", "user.beta=false"])).stdout).toContain("beta=false\nhalf=true");
    expect((await run([...words, "--context", "@-"], { input: `{"user":{"id":"user-2"}}` })).stdout).toContain(
      "beta=true\nhalf=false",
    );
    expect(
      (await run([...words, "--context", `{"user":{"beta":false}}`, "--context", "user.beta=true"])).stdout,
    ).toContain("beta=true\nhalf=true");
    expect((await run([...words, `--context={"user":{}}`])).stdout).toContain("beta=true\nhalf=true");
  });

  test("a value is JSON when it is JSON, else text", async () => {
    const { run } = workspace();
    const half = async (text: string) =>
      (await run(["qualifier", "resolve", "half", "--trace", "--context", text])).stdout;
    expect(await half("user.id=42")).toContain("was 42, bucket 7186");
    expect(await half(`user.id="42"`)).toContain(`was "42", bucket`);
    expect(await half("user.id=true")).toContain("was true, bucket 3936");
    expect(await half("user.id=a=b")).toContain(`was "a=b", bucket`);
    expect(await half("user.id=")).toContain(`was "", bucket`);
    expect(await half(`user.id=[1`)).toContain(`was "[1", bucket`);
    expect(await half(`user={"id":42}`)).toContain("was 42, bucket 7186");
  });

  test("__proto__ is a field like any other", async () => {
    const { run } = workspace();
    const admin = async (text: string) => (await run(["qualifier", "resolve", "admin", "--context", text])).stdout;
    expect(await admin("__proto__.admin=true")).toBe("admin=true\n");
    expect(await admin(`{"__proto__":{"admin":true}}`)).toBe("admin=true\n");
    expect(await admin("x=1")).toBe("admin=false\n");
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  test.each([
    ["{", "--context: not JSON: close brace expected, at line 1, column 2"],
    [`{\n"a": 1,\n"b" 2}`, "--context: not JSON: colon expected, at line 3, column 5"],
    [`{"a":x}`, "--context: not JSON: invalid symbol, at line 1, column 6"],
    ["[1]", "--context: the context is a JSON object, not a list"],
    [`"text"`, "--context: the context is a JSON object, not a string"],
    ["enterprise", `--context "enterprise" is no context`],
    ["", `--context is empty`],
    [".a=1", `--context ".a=1": the path has an empty part`],
    ["a..b=1", `--context "a..b=1": the path has an empty part`],
    ["=1", `--context "=1": the path has an empty part`],
    ["@missing.json", "--context @missing.json: no such file"],
    ["@", "--context @: "],
    ["@.", "--context @.: it is a directory"],
    ["@latin1.json", "--context @latin1.json: the text is not UTF-8"],
    ["@list.json", "--context @list.json: the context is a JSON object, not a list"],
    ["@marks.json", "--context @marks.json: starts with more than one byte order mark"],
    ["@-", "--context @-: nothing is there, not even JSON"],
    ["@large.json", "--context @large.json: larger than 8 MiB"],
  ])("%j is a usage error", async (text, message) => {
    const { cwd, run } = workspace();
    writeFileSync(join(cwd, "latin1.json"), Buffer.from([0x7b, 0xe9, 0x7d]));
    writeFileSync(join(cwd, "list.json"), "[]");
    writeFileSync(join(cwd, "marks.json"), "\uFEFF\uFEFF{}");
    if (text === "@large.json") writeFileSync(join(cwd, "large.json"), `{"a":"${"x".repeat(MOST_CONTEXT_BYTES)}"}`);
    const { status, stdout, stderr } = await run(["qualifier", "resolve", "half", "--context", text]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toContain("code: usage");
  });

  const QUOTE = "help: an id goes in double quotes, as a JSON string";

  test.each([
    ["user.id=9007199254740993", "--context user.id: integer 9007199254740993 is beyond", QUOTE],
    ["user.id=-9007199254740993", "--context user.id: integer -9007199254740993 is beyond", QUOTE],
    ["user.id=1e400", "--context user.id: number 1e400 is beyond", QUOTE],
    [`user={"id":9007199254740993}`, "--context user: integer 9007199254740993 is beyond", QUOTE],
    [`user={"id":1,"id":2}`, `--context user: "id" stands twice in one object, first at 1:2`, "help: for a text"],
    [
      `{"a":[{},{"id":9007199254740993}]}`,
      "--context: a.1.id: integer 9007199254740993 is beyond ±(2^53−1), so JSON readers would round it, at line 1, column 16",
      QUOTE,
    ],
    [`{"a":{"x":1e999}}`, "--context: a.x: number 1e999 is beyond", QUOTE],
    [`{"a":1,"\\u0061":2}`, `--context: "a" stands twice in one object`, "help: the context is a JSON object"],
  ])(
    "%s, which is not what would be resolved, is a usage error, wherever it comes from",
    async (text, message, help) => {
      const { cwd, run } = workspace();
      const resolve = ["qualifier", "resolve", "half", "--context"];
      const { status, stdout, stderr } = await run([...resolve, text]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain(`error: ${message}`);
      expect(stderr).toContain(help);
      if (!text.startsWith("{")) return;
      writeFileSync(join(cwd, "request.json"), `\uFEFF\r\n${text}`);
      const [file, input] = [await run([...resolve, "@request.json"]), await run([...resolve, "@-"], { input: text })];
      expect(file.stderr).toContain(
        message.replace("--context", "--context @request.json").replace("line 1", "line 2"),
      );
      expect(input.stderr).toContain(message.replace("--context", "--context @-"));
    },
  );

  test("quoted, an id of many digits is taken as it is", async () => {
    const { run } = workspace();
    const { stdout } = await run([
      ...["qualifier", "resolve", "half", "--trace", "--context"],
      `user.id="9007199254740993"`,
    ]);
    expect(stdout).toContain(`was "9007199254740993", bucket`);
  });

  test.each([
    ["8,000 parts of a path", `${"a.".repeat(7_999)}a=1`, "the path has 8000 parts, more than 500"],
    ["501 parts of a path", `${"a.".repeat(500)}a=1`, "the path has 501 parts, more than 500"],
    ["JSON of 501 levels", `{"a":`.repeat(501) + "1" + "}".repeat(501), "--context: nested deeper than 500 levels"],
    ["unfinished JSON", "[".repeat(200_000), "--context: nested deeper than 500 levels"],
    ["a value of 501 levels", `a=${"[".repeat(501)}`, "--context a: nested deeper than 500 levels"],
  ])("%s are too many", async (_what, text, message) => {
    const { run } = workspace();
    const { status, stdout, stderr } = await run(["qualifier", "resolve", "half", "--context", text]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.length).toBeLessThan(400);
  });

  test("500 levels are taken, and merge", async () => {
    const { run } = workspace();
    const path = `${"a.".repeat(499)}a`;
    const words = ["--context", `${path}=1`, "--context", `{"a":`.repeat(500) + "2" + "}".repeat(500)];
    expect(await run(["qualifier", "resolve", "admin", ...words])).toMatchObject({
      status: 0,
      stdout: "admin=false\n",
    });
  });

  test("standard input is there once", async () => {
    const { run } = workspace();
    const { status, stderr } = await run(["qualifier", "resolve", "half", "--context", "@-", "--context", "@-"], {
      input: "{}",
    });
    expect(status).toBe(2);
    expect(stderr).toContain("--context @- is given more than once");
  });
});

describe("what is at fault", () => {
  test.each([
    [
      ["variable", "resolve", "chekout"],
      1,
      "variable-not-found",
      "unknown variable `chekout`; did you mean `checkout`?",
    ],
    [["qualifier", "resolve", "bta"], 1, "qualifier-not-found", "unknown qualifier `bta`; did you mean `beta`?"],
    [["variable", "resolve", "checkout", "--env", "prod"], 1, "environment-unknown", ""],
    [["variable", "resolve", "checkout", "--context", "user=1"], 1, "context-invalid", "/user"],
    [["variable", "resolve", "checkout", "--now", "tomorrow"], 2, "usage", "RFC 3339"],
  ])("%j", async (words, status, code, message) => {
    const { run } = workspace();
    const text = await run(words);
    expect({ status: text.status, stdout: text.stdout }).toEqual({ status, stdout: "" });
    expect(text.stderr).toMatch(/^error: /);
    expect(text.stderr).toContain(message);
    expect(text.stderr).toContain(`  code: ${code}\n`);

    const json = await run([...words, "--json"]);
    expect({ status: json.status, stdout: json.stdout }).toEqual({ status, stdout: "" });
    const { error } = JSON.parse(json.stderr) as { error: { message: string } };
    expect(Object.keys(error)).toEqual(["code", "message", "details"]);
    expect(error).toMatchObject({ code });
    expect(error.message).toContain(message);
  });

  test("a qualifier that reads `rototo.environment`, be it by another, needs an environment", async () => {
    const predicate = (attribute: string, value: string) =>
      `schema_version = 1\n[[predicate]]\nattribute = "${attribute}"\nop = "eq"\nvalue = ${value}\n`;
    const cwd = temporaryWorkspace({
      "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n`,
      "schemas/context.schema.json": `{ "type": "object", "properties": { "beta": { "type": "boolean" } } }`,
      "qualifiers/beta.toml": predicate("beta", "true"),
      "qualifiers/live.toml": predicate("rototo.environment", '"prod"'),
      "qualifiers/not-live.toml": predicate("qualifier.live", "false"),
    });
    const ask = (...words: string[]) => runInProcess(["qualifier", ...words], { cwd });
    for (const words of [["resolve", "live"], ["resolve", "not-live"], ["resolve-all"]]) {
      for (const more of [[], ["--trace"]]) {
        expect(await ask(...words, ...more)).toEqual({
          status: 1,
          stdout: "",
          stderr: "error: name an environment: dev, prod\n  code: environment-required\n  help: name it with --env\n",
        });
      }
      const { stderr } = await ask(...words, "--json");
      expect(JSON.parse(stderr)).toMatchObject({
        error: { code: "environment-required", details: { environments: ["dev", "prod"], help: "name it with --env" } },
      });
    }
    expect(await ask("resolve", "beta")).toEqual({ status: 0, stdout: "beta=false\n", stderr: "" });
    expect((await ask("resolve-all", "--env", "dev")).stdout).toBe("beta=false\nlive=false\nnot-live=true\n");
    expect((await ask("resolve-all", "--env", "prod")).stdout).toBe("beta=false\nlive=true\nnot-live=false\n");
  });

  test("a variable needs an environment where there are any", async () => {
    const cwd = temporaryWorkspace({
      "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n`,
      "schemas/context.schema.json": `{ "type": "object", "properties": { "beta": { "type": "boolean" } } }`,
      "variables/a.toml": `schema_version = 1\ntype = "int"\n[values]\none = 1\n[env._]\nvalue = "one"\n`,
    });
    // It is told before what is wrong with the context.
    for (const words of [["resolve", "a"], ["resolve-all"]]) {
      for (const context of [[], ["--context", "beta=5"]]) {
        const without = await runInProcess(["variable", ...words, ...context], { cwd });
        expect(without.status).toBe(1);
        expect(without.stderr).toContain("code: environment-required");
      }
    }
    const invalid = await runInProcess(["variable", "resolve", "a", "--env", "dev", "--context", "beta=5"], { cwd });
    expect(invalid.stderr).toContain("code: context-invalid");
    expect((await runInProcess(["variable", "resolve", "a", "--env", "dev"], { cwd })).stdout).toBe("a=1 (one)\n");
    const unknown = await runInProcess(["variable", "resolve", "a", "--env", "prd"], { cwd });
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain("did you mean `prod`?");
  });

  test("a workspace with errors answers nothing", async () => {
    const { cwd, run } = workspace();
    writeFileSync(join(cwd, "variables/results.toml"), FILES["variables/results.toml"].replace(`"few"`, `"fwe"`));
    const { status, stdout, stderr } = await run(["variable", "resolve", "checkout"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("variables/results.toml:7:11: error rototo/variable-unknown-value: ");
    expect(stderr).toContain(`error: the workspace ${cwd} has 1 error\n  code: workspace-invalid\n`);

    const json = await run(["variable", "resolve", "checkout", "--json"]);
    expect({ status: json.status, stdout: json.stdout }).toEqual({ status: 1, stdout: "" });
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: {
        code: "workspace-invalid",
        details: { workspace: cwd, diagnostics: [{ code: "rototo/variable-unknown-value", severity: "error" }] },
      },
    });
  });
});
