import { expect, it } from "vitest";
import { documentKind, isDocumentFolder } from "./document-kind.js";

it.each([
  ["rototo-workspace.toml", { kind: "manifest" }],
  ["qualifiers/a.toml", { kind: "qualifier", id: "a" }],
  ["variables/a.b.toml", { kind: "variable", id: "a.b" }],
  ["variables/a-values.toml", { kind: "variable", id: "a-values" }],
  ["variables/a-values/k.toml", { kind: "value", variable: "a", key: "k" }],
  ["catalogs/a.toml", { kind: "catalog", id: "a" }],
  ["catalogs/a-entries/k.toml", { kind: "catalog-entry", catalog: "a", key: "k" }],
  ["schemas/a.json", { kind: "schema" }],
  ["lint/a.lua", { kind: "custom-lint" }],
  ["tests/a.json", { kind: "fixture-context", name: "a" }],
  ["tests/a.expected.json", { kind: "fixture-expected", name: "a" }],
])("%s is of a workspace", (path, expected) => {
  expect(documentKind(path)).toEqual(expected);
});

it.each([
  "README.md",
  "qualifiers/a.TOML",
  "qualifiers/.toml",
  "qualifiers/deep/a.toml",
  "variables/a/b.toml",
  "variables/-values/b.toml",
  "variables/a-values/deep/b.toml",
  "schemas/a.toml",
  "tests/.json",
  "variables/.#x.toml",
  "variables/._x.toml",
  "qualifiers/..toml",
  "variables/.x-values/k.toml",
  "variables/x-values/.k.toml",
  "catalogs/.x-entries/k.toml",
  ".git/rototo-workspace.toml",
  "schemas/.x.json",
  "lint/.x.lua",
  "tests/.x.expected.json",
  "config/rototo-workspace.toml",
  "",
])("%j is not of a workspace", (path) => {
  expect(documentKind(path)).toBeUndefined();
});

it("knows the folders worth walking", () => {
  const folders = [
    "",
    "qualifiers",
    "variables",
    "variables/a-values",
    "catalogs",
    "catalogs/a-entries",
    "schemas",
    "lint",
    "tests",
  ];
  expect(folders.filter(isDocumentFolder)).toEqual(folders);
  expect(
    ["node_modules", ".git", "variables/.a-values", "variables/a", "schemas/x", "tests/deep", "a/b/c"].filter(
      isDocumentFolder,
    ),
  ).toEqual([]);
});
