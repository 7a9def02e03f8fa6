import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

function found(schema: unknown, others: Readonly<Record<string, string>> = {}): unknown[] {
  const diagnostics = lintFiles({ "schemas/context.schema.json": JSON.stringify(schema, null, 1), ...others });
  return diagnostics.map(({ code, line, message }) => [code, line, message]);
}

it("reports both names, wherever the schema has them from", () => {
  const diagnostics = found({
    properties: { rototo: { type: "object" }, account: { properties: { qualifier: { type: "string" } } } },
    allOf: [{ $ref: "#/$defs/more" }],
    $defs: { more: { properties: { qualifier: true } } },
  });
  expect(diagnostics).toEqual([
    ["context-schema-reserved-field", 0, "context schema declares a reserved field: qualifier"],
    ["context-schema-reserved-field", 2, "context schema declares a reserved field: rototo"],
  ]);
});

it("reports nothing for a context that may be anything, nor without a readable manifest", () => {
  expect(found(true)).toEqual([]);
  expect(found({ type: "object" })).toEqual([]);
  expect(found({ properties: { qualifier: {} } }, { "rototo-workspace.toml": "[" })).toEqual([
    ["workspace-manifest-parse-failed", 0, expect.any(String)],
  ]);
});
