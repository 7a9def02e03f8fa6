import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

function messages(schema: object): readonly string[] {
  const diagnostics = lintFiles({
    "rototo-workspace.toml": `schema_version = 1\n[context]\nschema = "schemas/context.schema.json"\n`,
    "schemas/context.schema.json": JSON.stringify(schema),
  });
  return diagnostics.filter(({ code }) => code === "schema-unknown-keyword").map(({ message }) => message);
}

it.each([
  ["text", { "x-rototo-redact": "true" }, /x-rototo-redact .* true or false/],
  ["a number", { "x-rototo-redact": 1 }, /true or false/],
  ["null", { "x-rototo-redact": null }, /true or false/],
  ["a mark that is no id", { "x-rototo-catalog": ["plans"] }, /id of a catalog/],
  ["a misspelled keyword", { "x-rototo-redcat": true }, /did you mean x-rototo-redact\?/],
  ["another keyword", { "x-rototo-secret-of-ours": true }, /rototo has x-rototo-catalog/],
])("refuses %s", (_, marked, message) => {
  const found = [expect.stringMatching(message) as string];
  expect(messages({ properties: { email: marked } })).toEqual(found);
  expect(messages({ $schema: "http://json-schema.org/draft-07/schema#", definitions: { kept: marked } })).toEqual(
    found,
  );
});

it("takes what is no mark of rototo's, and data", () => {
  const odd = { "x-rototo-redact": "true" };
  expect(messages({ "x-rototo-ui": 1, "x-other": 1, "x-rototo-redact": false, const: odd, default: odd })).toEqual([]);
  expect(messages({ properties: { "x-rototo-redcat": { type: "string" } } })).toEqual([]);
});
