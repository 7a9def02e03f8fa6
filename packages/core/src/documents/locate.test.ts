import { describe, expect, it } from "vitest";
import type { Step } from "../json/json-pointer.js";
import { createDocuments } from "./documents.js";
import { Locator } from "./locate.js";

const TOML = `\uFEFFschema_version = 1\r
# a comment\r
[variable.env._]\r
value = "😀" # after\r
[[variable.env._.rule]]\r
qualifier.name = { deep = [1, 20] }\r
[[variable.env._.rule]]\r
value = 3\r
`;

const JSON_TEXT = `{
  "a": [1, {"b": null}],
  "a/b": 3
}`;

function textAt(source: string, path: string, steps: readonly Step[], part?: "key"): string {
  const range = new Locator(createDocuments({ [path]: source })).range({ path, steps, ...(part && { part }) });
  const line = source.replace("\uFEFF", "").split(/\r?\n/)[range.start.line] ?? "";
  expect(range.end.line).toBe(range.start.line);
  return line.slice(range.start.character, range.end.character);
}

describe("Locator", () => {
  it.each<[readonly Step[], "key" | undefined, string]>([
    [["schema_version"], undefined, "1"],
    [["schema_version"], "key", "schema_version"],
    [["variable", "env", "_", "value"], undefined, '"😀"'],
    [["variable", "env", "_"], undefined, "variable.env._"],
    [["variable", "env", "_"], "key", "_"],
    [["variable", "env"], undefined, "env"],
    [["variable", "env", "_", "rule", 0, "qualifier", "name", "deep", 1], undefined, "20"],
    [["variable", "env", "_", "rule", 1], undefined, "variable.env._.rule"],
    [["variable", "env", "_", "rule", 1, "value"], undefined, "3"],
    [["variable", "env", "_", "rule", 1, "missing"], undefined, "variable.env._.rule"],
    [["nothing"], undefined, ""],
  ])("finds %j (%s) in TOML", (steps, part, expected) => {
    expect(textAt(TOML, "variables/x.toml", steps, part)).toBe(expected);
  });

  it("keeps the second table of an array apart from the first", () => {
    const locator = new Locator(createDocuments({ "x.toml": TOML }));
    const line = (index: number) =>
      locator.range({ path: "x.toml", steps: ["variable", "env", "_", "rule", index] }).start.line;
    expect([line(0), line(1)]).toEqual([4, 6]);
  });

  it.each<[readonly Step[], "key" | undefined, string]>([
    [["a", 0], undefined, "1"],
    [["a", 1, "b"], undefined, "null"],
    [["a", 1, "b"], "key", '"b"'],
    [["a/b"], undefined, "3"],
    [["a", 1, "gone"], undefined, '{"b": null}'],
  ])("finds %j (%s) in JSON", (steps, part, expected) => {
    expect(textAt(JSON_TEXT, "schemas/x.json", steps, part)).toBe(expected);
  });

  it("gives the start of a file that does not parse or exist", () => {
    const start = { line: 0, character: 0 };
    const locator = new Locator(createDocuments({ "x.toml": "= =" }));
    expect(locator.range({ path: "x.toml", steps: ["a"] })).toEqual({ start, end: start });
    expect(locator.range({ path: "gone.json", steps: ["a"] })).toEqual({ start, end: start });
  });
});
