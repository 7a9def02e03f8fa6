import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const MANIFEST = 'schema_version = 1\nenvironments.values = ["dev", "prod"]\n';
const HEAD = 'schema_version = 1\ntype = "int"\nvalues.a = 1\n';
const lint = (text: string) =>
  lintFiles({ "rototo-workspace.toml": MANIFEST, "variables/x.toml": HEAD + text }).map(({ code, line, message }) => [
    code,
    line,
    message,
  ]);

describe("variable-resolve-shape", () => {
  it("reports a branch that is no table, lacks its value, or holds no list of rules", () => {
    expect(lint('[env]\n_.value = "a"\ndev = "a"\nprod = { rule = 1 }\n')).toEqual([
      ["variable-resolve-shape", 5, 'dev must be a table, found string "a"'],
      ["variable-resolve-shape", 6, "value is missing"],
      ["variable-resolve-shape", 6, "rule must be a list, found number 1"],
    ]);
  });

  it("reports [resolve] without a default", () => {
    expect(lint("[resolve]\nrule = []\n")).toContainEqual(["variable-resolve-shape", 3, "default is missing"]);
  });

  it("reports env that is no table, and nothing about its branches", () => {
    expect(lint("env = 1\n")).toEqual([["variable-resolve-shape", 3, "env must be a table, found number 1"]]);
  });
});
