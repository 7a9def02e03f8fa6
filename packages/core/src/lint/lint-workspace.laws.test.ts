import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { lintWorkspace, type LintReport } from "./lint-workspace.js";
import { rules } from "./rules/index.js";

/** A workspace without mistakes that has every kind of file, both spellings and every kind of predicate. */
const GOOD: Readonly<Record<string, string>> = {
  "rototo-workspace.toml": `schema_version = 1

[environments]
values = ["dev", "prod"]

[context]
schema = "schemas/context.schema.json"
`,
  "qualifiers/enterprise.toml": `schema_version = 1

[qualifier]
description = "Large accounts"
match = "all"

[[qualifier.predicate]]
attribute = "account.plan"
op = "in"
value = ["enterprise", "team"]

[[qualifier.predicate]]
attribute = "account.seats"
op = "gte"
value = 100

[[qualifier.predicate]]
attribute = "qualifier.early"
op = "eq"
value = true
`,
  "qualifiers/early.toml": `schema_version = 1
match = "any"

[[predicate]]
attribute = "account.id"
op = "rollout"
salt = "early"
percent = 12.5

[[predicate]]
attribute = "account.id"
op = "bucket"
salt = "early"
range = [0, 500]

[[predicate]]
attribute = "rototo.now"
op = "before"
value = 2026-01-31T12:00:00Z

[[predicate]]
attribute = "client.version"
op = "semver_gte"
value = "2.0.0"
`,
  "variables/agent.toml": `schema_version = 1

[variable]
description = "Settings of the agent"
schema = "../schemas/agent.schema.json"

[variable.lint]
path = "../lint/agent.lua"

[variable.values.local]
model = "small"

[variable.env._]
value = "standard"

[variable.env.dev]
value = "local"

[variable.env.prod]
value = "standard"

[[variable.env.prod.rule]]
description = "Large accounts get the large model"
qualifier = "enterprise"
value = "large"
`,
  "variables/agent-values/standard.toml": `[value]
model = "medium"
`,
  "variables/agent-values/large.toml": `model = "large"
`,
  "variables/limits.toml": `schema_version = 1
type = "catalog:limits"

[resolve]
default = "growth"

[[resolve.rule]]
qualifier = "enterprise"
value = "enterprise"
`,
  "variables/retries.toml": `schema_version = 1
type = "int"

[values]
few = 1
many = 5

[resolve]
default = "few"

[[resolve.rule]]
qualifier = "early"
value = "many"
`,
  "catalogs/limits.toml": `schema_version = 1
description = "Account limits"
schema = "../schemas/limits.schema.json"
`,
  "catalogs/limits-entries/growth.toml": `projects = 10
`,
  "catalogs/limits-entries/enterprise.toml": `projects = 100
next = "growth"
`,
  "schemas/context.schema.json": `{
  "type": "object",
  "properties": {
    "account": {
      "type": "object",
      "properties": {
        "id": { "type": "string" },
        "plan": { "enum": ["free", "team", "enterprise"] },
        "seats": { "type": "integer" }
      }
    },
    "client": { "$ref": "#/$defs/client" }
  },
  "$defs": {
    "client": { "type": "object", "properties": { "version": { "type": "string" } } }
  }
}
`,
  "schemas/agent.schema.json": `{
  "type": "object",
  "required": ["model"],
  "properties": { "model": { "type": "string" } }
}
`,
  "schemas/limits.schema.json": `{
  "type": "object",
  "properties": {
    "projects": { "type": "integer", "minimum": 1 },
    "next": { "type": "string", "x-rototo-catalog": "limits" }
  }
}
`,
  "lint/agent.lua": `function lint(variable) return nil end
`,
  "tests/large.json": `{ "account": { "id": "a", "plan": "team", "seats": 500 } }
`,
  "tests/large.expected.json": `{ "id": "retries", "environment": "prod", "value_key": "few" }
`,
};

const ALL_LINES = Object.values(GOOD).flatMap((text) => text.split("\n"));
const PATHS = Object.keys(GOOD);

const strangeWord = fc.constantFrom(
  ..."__proto__ constructor prototype toString hasOwnProperty valueOf _ . .. qualifier rototo resolve env".split(" "),
  ..."qualifier.enterprise qualifier. rototo.environment bucket rollout eq catalog:limits ../schemas/../../x.json".split(
    " ",
  ),
  "",
  " ",
  "\\u0000",
  "é",
);

const strangeValue = fc.oneof(
  strangeWord.map((word) => `"${word}"`),
  fc.constantFrom("0", "-1", "1.5", "9007199254740993", "inf", "nan", "true", "null", "[]", "{}", "[[1], {}]"),
  fc.constantFrom("2026-02-30", "07:32:00", "{ a = { b = 1 } }", '["prod", "prod", 1]', "[1, 0]", "{"),
);

const strangeLine = fc.oneof(
  fc.tuple(strangeWord, strangeValue).map(([key, value]) => `"${key}" = ${value}`),
  strangeWord.map((word) => `[${word}]`),
  strangeWord.map((word) => `[["${word}"]]`),
  strangeWord.map((word) => `"${word}": {},`),
  fc.constantFrom(...ALL_LINES),
);

/** What happens to the lines of one file. */
type Edit = (lines: string[], index: number) => void;

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant<Edit>((lines, index) => void lines.splice(index, 1)),
  fc.constant<Edit>((lines, index) => void lines.splice(index, 0, lines[index] ?? "")),
  strangeLine.map(
    (line): Edit =>
      (lines, index) =>
        void lines.splice(index, 1, line),
  ),
  strangeValue.map((value): Edit => (lines, index) => {
    lines[index] = (lines[index] ?? "").replace(/(?<=[=:] ?)[^\s=:,][^=:,]*(?=,?$)/, () => value);
  }),
  strangeWord.map((word): Edit => (lines, index) => {
    lines[index] = (lines[index] ?? "").replace(/(?<=")[^"]*(?=")/, () => word);
  }),
);

const editedFiles = fc
  .array(fc.tuple(fc.constantFrom(...Object.entries(GOOD)), fc.nat(), edit), { minLength: 1, maxLength: 8 })
  .map((edits) => {
    const files = new Map<string, Document>(Object.entries(GOOD));
    for (const [[path, text], position, change] of edits) {
      const edited = files.get(path);
      const lines = (typeof edited === "string" ? edited : text).split("\n");
      change(lines, position % lines.length);
      files.set(path, lines.join("\n"));
    }
    return files;
  });

/** Files that go, move to strange names, or cannot be read. */
const movedFiles = fc
  .array(
    fc.tuple(
      fc.constantFrom(...PATHS),
      fc.oneof(
        fc.constant(undefined),
        strangeWord.map((word) => (path: string) => path.replace(/[^/.]+(?=\.)/, () => word)),
        fc.constantFrom<Document>(
          { unreadable: "encoding" },
          { unreadable: "unsafe-link" },
          { unreadable: "not-a-file" },
          "",
        ),
      ),
    ),
    { maxLength: 3 },
  )
  .map((moves) => (files: ReadonlyMap<string, Document>) => {
    const moved = new Map(files);
    for (const [path, change] of moves) {
      const document = moved.get(path);
      if (document === undefined) continue;
      moved.delete(path);
      if (typeof change === "function") moved.set(change(path), document);
      else if (change !== undefined) moved.set(path, change);
    }
    return moved;
  });

const workspaces = fc.tuple(editedFiles, movedFiles).map(([files, move]) => move(files));

function lint(files: ReadonlyMap<string, Document>): LintReport {
  return lintWorkspace(readWorkspace(files), { schemaEngine: ajvEngine });
}

const KNOWN_CODES = new Set(rules.map((rule) => `rototo/${rule.code}`));

describe("lint of any workspace", () => {
  it("finds nothing in the one without mistakes", () => {
    expect(lint(new Map(Object.entries(GOOD))).diagnostics).toEqual([]);
  });

  it("never throws, points into the workspace and accepts exactly what has no error", () => {
    fc.assert(
      fc.property(workspaces, (files) => {
        const { diagnostics, accepted } = lint(files);
        expect(accepted !== undefined).toBe(diagnostics.every(({ severity }) => severity === "warning"));
        for (const { code, path, message, help, range } of diagnostics) {
          expect(KNOWN_CODES).toContain(code);
          expect(message).not.toMatch(/undefined|\[object|^$/);
          expect(help).not.toMatch(/undefined|\[object|^$/);
          expect(path === "" || [...files.keys()].some((file) => file === path || file.startsWith(`${path}/`))).toBe(
            true,
          );
          expect(range.end.line * 1e6 + range.end.character).toBeGreaterThanOrEqual(
            range.start.line * 1e6 + range.start.character,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order of files", () => {
    fc.assert(
      fc.property(workspaces, (files) => {
        expect(lint(new Map([...files].reverse())).diagnostics).toEqual(lint(files).diagnostics);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves Object.prototype as it was", () => {
    const before = Object.getOwnPropertyDescriptors(Object.prototype);
    const polluting = Object.entries(GOOD).flatMap(([path, text]): [string, string][] => [
      [path, text.replaceAll(/account|standard|values|limits/g, "__proto__")],
      [path.replace(/[^/.]+(?=\.)/, "__proto__"), text.replaceAll(/enterprise|early|few|plan/g, "constructor")],
    ]);
    lint(new Map(polluting));
    fc.assert(
      fc.property(workspaces, (files) => void lint(files)),
      { numRuns: 50 },
    );
    expect(Object.getOwnPropertyDescriptors(Object.prototype)).toEqual(before);
  });
});
