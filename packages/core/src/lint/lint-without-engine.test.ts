import { expect, it } from "vitest";
import { createDocuments } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { lintWorkspace } from "./lint-workspace.js";

const lint = (files: Readonly<Record<string, string>>) =>
  lintWorkspace(readWorkspace(createDocuments({ "rototo-workspace.toml": "schema_version = 1\n", ...files })), {});

it("lints a workspace without schemas, and says of one with schemas what is missing", () => {
  const limit = 'schema_version = 1\ntype = "int"\nvalues.a = 1\nresolve.default = "a"\n';
  expect(lint({ "variables/limit.toml": limit }).accepted).toBeDefined();
  expect(() => lint({ "schemas/x.schema.json": "{}" })).toThrow(TypeError);
  // One that is no JSON is a diagnostic, and nothing to run.
  expect(lint({ "schemas/x.schema.json": "{" }).diagnostics).toHaveLength(1);
});
