import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const HEAD = 'schema_version = 1\ntype = "int"\nvalues.a = 1\nresolve.default = "a"\n';
const lint = (text: string) =>
  lintFiles({ "variables/x.toml": HEAD + text, "lint/x.lua": "" }).map(({ code, line, message }) => [
    code,
    line,
    message,
  ]);

describe("variable-lint-shape", () => {
  it.each([
    ['lint = "../lint/x.lua"', 'lint must be a table, found string "../lint/x.lua"'],
    ["lint = {}", "path is missing"],
    ["lint = { path = 1 }", "path must be a string, found number 1"],
    ['lint = { path = "/lint/x.lua" }', "path is not a relative path inside the workspace: /lint/x.lua"],
  ])("reports %s once", (text, message) => {
    expect(lint(`${text}\n`)).toEqual([["variable-lint-shape", 4, message]]);
  });

  it("accepts another way to the same file", () => {
    expect(lint('lint.path = "./../lint/../lint/x.lua"\n')).toEqual([]);
  });
});
