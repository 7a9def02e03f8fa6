import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const CODE = "workspace-manifest-schema-failed";

function messagesFor(manifest: string): string[] {
  const diagnostics = lintFiles({ "rototo-workspace.toml": manifest });
  expect(diagnostics.filter(({ code }) => code !== CODE)).toEqual([]);
  return diagnostics.map(({ message }) => message);
}

it("reports every mistake of a manifest", () => {
  expect(
    messagesFor(`schema_version = "1"
context = true
[environments]
values = ["dev", 1, "_", "dev", "dev"]
`),
  ).toEqual([
    'schema_version must be 1, found string "1"',
    "context must be a table, found boolean true",
    "environment name must be a string, not number",
    "environment name is reserved: _",
    "environment is named twice: dev",
    "environment is named twice: dev",
  ]);
});

it("reports what is missing in a table", () => {
  expect(messagesFor("[environments]\n[context]\n")).toEqual([
    "schema_version is missing",
    "values is missing",
    "schema is missing",
  ]);
  expect(messagesFor("schema_version = 1\n[environments]\nvalues = []\n")).toEqual(["values is empty"]);
  expect(messagesFor("schema_version = 2\nenvironments = []\n[context]\nschema = 1\n")).toEqual([
    "schema_version must be 1, found number 2",
    "environments must be a table, found list",
    "schema must be a string, found number 1",
  ]);
});

it("leaves a file alone that cannot be read", () => {
  expect(lintFiles({ "rototo-workspace.toml": "schema_version =" }).map(({ code }) => code)).toEqual([
    "workspace-manifest-parse-failed",
  ]);
  expect(lintFiles({ "rototo-workspace.toml": { unreadable: "encoding" } })).toMatchObject([
    { code: "workspace-manifest-parse-failed", message: "not valid UTF-8" },
  ]);
});
