import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

import type { CustomLintReport } from "../../custom-finding.js";

const VARIABLE = `schema_version = 1

[variable]
type = "list"
lint = { path = "../lint/x.lua" }

[variable.values]
a = [{ tokens = 1 }, { tokens = 2 }]

[variable.resolve]
default = "a"
`;

function lintReport(report: Partial<CustomLintReport>) {
  return lintFiles(
    { "variables/x.toml": VARIABLE, "variables/x-values/b.toml": 'value = ["b"]\n', "lint/x.lua": "" },
    { customFindings: [{ kind: "report", variable: "x", message: "no", severity: "error", ...report }] },
  )
    .filter(({ code }) => code !== "variable-value-unused")
    .map(({ code, severity, path, line, character }) => [
      code,
      severity,
      path.slice("variables/".length),
      line,
      character,
    ]);
}

const code = "variable-custom-lint-failed";

describe("variable-custom-lint-failed", () => {
  it.each<[string, Partial<CustomLintReport>, (string | number)[]]>([
    ["the variable's file", {}, ["x.toml", 0, 0]],
    ["a field of the variable", { field: "resolve.default" }, ["x.toml", 10, 10]],
    ["a value of the variable", { field: "values.a.1.tokens" }, ["x.toml", 7, 32]],
    ["an external value", { field: "values.b.0" }, ["x-values/b.toml", 0, 9]],
    ["a value", { valueKey: "a" }, ["x.toml", 7, 4]],
    ["a place in a value", { valueKey: "a", field: "0.tokens" }, ["x.toml", 7, 16]],
    ["the value, for a place that it lacks", { valueKey: "b", field: "tokens" }, ["x-values/b.toml", 0, 8]],
    ["the variable, for a value that it lacks", { valueKey: "c", field: "tokens" }, ["x.toml", 0, 0]],
    ["the variable, for a field that it lacks", { field: "nothing.here" }, ["x.toml", 2, 1]],
  ])("points at %s", (_what, report, place) => {
    expect(lintReport(report)).toEqual([[code, "error", ...place]]);
  });

  it("takes code and severity from the script", () => {
    expect(lintReport({ code: "acme/no-numbers", severity: "warning" })).toEqual([
      ["acme/no-numbers", "warning", "x.toml", 0, 0],
    ]);
  });

  it("keeps advice back when a script reports an error, not when it warns", () => {
    const codes = (severity: "error" | "warning") =>
      lintFiles(
        { "variables/x.toml": VARIABLE, "variables/x-values/b.toml": "value = []\n", "lint/x.lua": "" },
        { customFindings: [{ kind: "report", variable: "x", message: "no", severity }] },
      ).map(({ code }) => code);
    expect(codes("error")).toEqual([code]);
    expect(codes("warning")).toEqual(["variable-value-unused", code]);
  });
});
