import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { canonicalJson } from "../json/canonical-json.js";
import { jsonEqual } from "../json/json-equality.js";
import type { JsonValue } from "../json/json-value.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { prepareSnapshot } from "../snapshot/prepare-snapshot.js";
import { lintFiles } from "../testing/lint-files.js";
import { LONGEST_DOCUMENT } from "./find-unfit-text.js";

/** One file of each kind, without a mistake. */
const FILES = {
  "rototo-workspace.toml": "schema_version = 1\n",
  "qualifiers/q.toml":
    'schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "after"\nvalue = 2026-01-01T00:00:00Z\n',
  "variables/v.toml": `schema_version = 1
schema = "../schemas/v.json"
lint.path = "../lint/v.lua"
values.a = """
first
second \\
  third
"""
resolve.default = "a"
resolve.rule = [{ qualifier = "q", value = "b" }]
`,
  "variables/v-values/b.toml": "value = '''\nfirst\nsecond'''\n",
  "variables/w.toml": 'schema_version = 1\ntype = "catalog:c"\nresolve.default = "k"\n',
  "catalogs/c.toml": 'schema_version = 1\nschema = "../schemas/c.json"\n',
  "catalogs/c-entries/k.toml": 'text = """\n\nfirst\nsecond"""\nsecond = { a = """x\ny""" }\n',
  "schemas/v.json": '{\n"type": "string" }\n',
  "schemas/c.json": '{\n"type": "object" }\n',
  "lint/v.lua": "function lint(variable)\nend\n",
  "tests/t.json": "{\n}\n",
  "tests/t.expected.json": '{ "id": "v",\n"value_key": "a" }\n',
} as const;

const KINDS = Object.entries(FILES);

function compile(files: Readonly<Record<string, string>>) {
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(createDocuments(files)), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileWorkspace(accepted);
}

/** The path and message of each finding about the one file that is changed. */
function findings(path: string, text: string) {
  return lintFiles({ ...FILES, [path]: text })
    .filter(({ severity }) => severity === "error")
    .map(({ code, path, line, message }) => ({ code, path, line, message }));
}

it("finds nothing in the files that the tests change", () => {
  expect(lintFiles(FILES)).toEqual([]);
});

describe("line endings", () => {
  it("of a Windows checkout mean the same in every kind of file", () => {
    const windows = Object.fromEntries(KINDS.map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]));
    expect(compile(windows)).toEqual(compile(FILES));
    expect(compile(windows).variables[0]?.values).toEqual([
      { key: "a", value: "first\nsecond third\n" },
      { key: "b", value: "first\nsecond" },
    ]);
    const model = readWorkspace(createDocuments(windows));
    expect(model.customLints).toEqual(new Map([["lint/v.lua", FILES["lint/v.lua"]]]));
  });

  it("leave diagnostics where they are", () => {
    const wrong = FILES["variables/v.toml"].replace('default = "a"', 'default = "none"');
    const [found] = lintFiles({ ...FILES, "variables/v.toml": wrong.replaceAll("\n", "\r\n") });
    expect(found).toMatchObject({ code: "variable-unknown-value", line: 8, character: 18 });
  });

  it("that are a carriage return alone are refused in TOML", () => {
    expect(findings("variables/v-values/b.toml", "value = '''\rfirst'''\r")).toMatchObject([
      { code: "value-parse-failed", line: 0 },
    ]);
  });
});

describe("a file of any kind", () => {
  it.each(KINDS)("may start with one byte order mark: %s", (path, text) => {
    expect(findings(path, `\uFEFF${text}`)).toEqual([]);
  });

  it.each(KINDS)("may not start with two: %s", (path, text) => {
    expect(JSON.stringify(findings(path, `\uFEFF\uFEFF${text}`))).toContain(
      "starts with more than one byte order mark",
    );
  });

  it.each(KINDS)("is called by its name when git left it unfinished: %s", (path, text) => {
    for (const end of ["\n", "\r\n"]) {
      const conflict = ["<<<<<<< HEAD", text, "=======", text, ">>>>>>> branch", ""].join(end);
      expect(JSON.stringify(findings(path, text + conflict))).toContain("holds markers of a merge");
    }
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 5\n";
    expect(JSON.stringify(findings(path, pointer))).toContain("is a pointer of Git LFS");
    expect(JSON.stringify(findings(path, "<<<<<<< \n".repeat(500_000)))).not.toContain("merge");
  });

  it.each(KINDS)("may not hold a NUL: %s", (path, text) => {
    expect(JSON.stringify(findings(path, `${text}\0`))).toContain("holds a NUL character");
  });

  it.each(KINDS)("may be 8 MiB long, not longer: %s", (path, text) => {
    const longest = text + " ".repeat(LONGEST_DOCUMENT - text.length);
    if (!path.endsWith(".toml")) expect(findings(path, longest)).toEqual([]);
    expect(JSON.stringify(findings(path, `${longest} `))).toContain("longer than 8388608 characters");
  });
});

describe("a version that is a float", () => {
  it.each([
    ["rototo-workspace.toml", "workspace-manifest-schema-failed"],
    ["qualifiers/q.toml", "qualifier-schema-version"],
    ["variables/v.toml", "variable-schema-version"],
    ["catalogs/c.toml", "catalog-schema-version"],
  ] as const)("is refused: %s", (path, code) => {
    expect(findings(path, FILES[path].replace("schema_version = 1", "schema_version = 1.0"))).toEqual([
      { code, path, line: 0, message: "schema_version must be the integer 1, found float 1.0" },
    ]);
  });
});

/** Ways to write what nests `levels` deep, the file being the first level. */
const NESTINGS: readonly (readonly [string, (levels: number) => string])[] = [
  ["a header", (levels) => `[a${".a".repeat(levels - 2)}]\n`],
  ["a header of an array of tables", (levels) => `[[a${".a".repeat(levels - 3)}]]\n`],
  ["a dotted key", (levels) => `a${".a".repeat(levels - 1)} = 1\n`],
  ["lists", (levels) => `a = ${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}\n`],
  ["inline tables", (levels) => `a = ${"{a=".repeat(levels - 1)}1${"}".repeat(levels - 1)}\n`],
  ["tables in lists", (levels) => `a = ${"[{a=".repeat((levels - 2) / 2)}[1.5]${"}]".repeat((levels - 2) / 2)}\n`],
  [
    "arrays of tables in one another",
    (levels) =>
      Array.from({ length: (levels - 2) / 2 }, (_, index) => `[[a${".a".repeat(index)}]]\n`).join("") + "a = [1]\n",
  ],
];

describe("TOML that nests too deep", () => {
  it.each(NESTINGS)("in %s is one finding with a place, and hides no other", (_, nest) => {
    for (const levels of [502, 5_000]) {
      const text = `ok = 1\n${nest(levels)}`;
      const found = lintFiles({
        ...FILES,
        "catalogs/c-entries/deep.toml": text,
        "variables/w.toml": FILES["variables/w.toml"].replace('"k"', '"other"'),
      });
      expect(found.map(({ code }) => code)).toEqual(["catalog-entry-parse-failed", "variable-unknown-value"]);
      expect(found[0]?.message).toContain("nested deeper than 500 levels");
      expect(found[0]?.line).toBeGreaterThan(0);
    }
  });

  it.each(NESTINGS)("does not begin before 500 levels, which every step takes: %s", (_, nest) => {
    const files = {
      ...FILES,
      "catalogs/c-entries/deep.toml": `text = 1\n${nest(500)}`,
      "variables/w.toml": FILES["variables/w.toml"].replace('"k"', '"deep"'),
    };
    const workspace = compile(files);
    const value = workspace.catalogs[0]?.entries[0]?.value as JsonValue;
    const { content } = prepareSnapshot({ source: "./config", fingerprint: "git:0", workspace });
    expect(JSON.parse(content)).toEqual(workspace);
    expect(JSON.parse(canonicalJson(value, 2))).toEqual(value);
    expect(jsonEqual(value, structuredClone(value))).toBe(true);
  });

  it.each(["schemas/v.json", "tests/t.json"])("is refused in %s too", (path) => {
    expect(findings(path, `{"a":${"[".repeat(5_000)}`)).toMatchObject([
      { path, message: expect.stringContaining("nested deeper than 500 levels") as string },
    ]);
  });
});

describe("JSON that readers would take each in their own way", () => {
  it.each([
    [
      "schemas/v.json",
      '{ "type": "string",\n"maxLength": 1, "maxLength": 2 }',
      "stands twice in one object, first at 2:1",
    ],
    ["schemas/v.json", '{ "type": "string",\n"maximum": 1e400 }', "beyond what JSON readers can hold"],
    ["schemas/v.json", '{ "type": "string",\n"const": 9007199254740993 }', "beyond ±(2^53−1)"],
    ["tests/t.json", '{ "a": 1,\n"a": 1 }', "stands twice in one object, first at 1:3"],
    ["tests/t.expected.json", '{ "id": "v", "value_key": "a",\n"value": 9007199254740993 }', "beyond ±(2^53−1)"],
  ])("is refused in %s: %s", (path, text, message) => {
    expect(findings(path, text)).toMatchObject([
      { path, line: 1, message: expect.stringContaining(message) as string },
    ]);
  });
});
