import { expect, test } from "vitest";
import { link } from "../resolve/link.js";
import { interpreterEngine } from "../schema/interpreter/index.js";
import { acceptUnlinted, compileWorkspace, createDocuments, readWorkspace, type CompiledWorkspace } from "../index.js";

const FILES = {
  "rototo-workspace.toml": 'schema_version = 1\n\n[context]\nschema = "schemas/context.schema.json"\n',
  "schemas/context.schema.json": JSON.stringify({
    properties: {
      email: { pattern: "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$" },
      word: { pattern: "\\bred\\b" },
      other: { $ref: "other.json" },
    },
  }),
  "schemas/other.json": JSON.stringify({ patternProperties: { "^(a+)+$": { enum: [{ pattern: "(" }] } } }),
};

function compileFiles(): CompiledWorkspace {
  return compileWorkspace(acceptUnlinted(readWorkspace(createDocuments(FILES))));
}

test("a compiled workspace carries the automata of its schemas' patterns, through references too", () => {
  expect(compileFiles().patterns?.map(({ source }) => source)).toEqual(["^(a+)+$", "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$"]);
});

test("an engine that compiles no patterns runs them in linear time, whatever the length", () => {
  const { linted: _, ...workspace } = compileFiles();
  const resolver = link({ ...workspace, linted: true }, { schemaEngine: interpreterEngine });
  const resolve = (context: unknown) => () => resolver.scope(undefined, context);
  const local = "a".repeat(1_000_000);
  expect(resolve({ email: `${local}@example.com` })).not.toThrow();
  expect(resolve({ email: local })).toThrow("must match the pattern");
  expect(resolve({ other: { [`${"a".repeat(100_000)}b`]: 1 } })).not.toThrow();
  expect(resolve({ other: { ["a".repeat(100_000)]: 1 } })).toThrow("/other/aaa");
  expect(resolve({ word: local })).toThrow("is too long for this pattern: declare `maxLength`");
});

test("a workspace of a rototo that made no automata answers, for texts that a search can take", () => {
  const { patterns: _, ...workspace } = compileFiles();
  const resolver = link({ ...workspace, linted: true }, { schemaEngine: interpreterEngine });
  const resolve = (context: unknown) => () => resolver.scope(undefined, context);
  expect(resolve({ email: "ada@example.com" })).not.toThrow();
  expect(resolve({ email: "ada" })).toThrow("must match the pattern");
  expect(resolve({ email: "a".repeat(1_001) })).toThrow("is too long for this pattern");
});
