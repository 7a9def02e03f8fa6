import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const HEAD = 'schema_version = 1\ntype = "int"\nvalues.a = 1\n';
const lint = (text: string) =>
  lintFiles({ "variables/x.toml": HEAD + text }).map(({ code, line, message }) => [code, line, message]);

describe("variable-resolve-missing", () => {
  it("reports a variable that selects nothing, at the table that should", () => {
    expect(lint("")).toContainEqual(["variable-resolve-missing", 0, "neither env nor resolve selects a value"]);
  });

  it("leaves fields of the wrong type to variable-resolve-shape", () => {
    expect(lint('resolve = "a"\n')).toEqual([
      ["variable-resolve-shape", 3, 'resolve must be a table, found string "a"'],
    ]);
    expect(lint('env._.value = "a"\nresolve = "a"\n').map(([code]) => code)).toEqual(["variable-resolve-shape"]);
  });
});
