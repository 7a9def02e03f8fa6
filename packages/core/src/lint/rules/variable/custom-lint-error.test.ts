import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const lintScript = (written: string, others: Parameters<typeof lintFiles>[0] = {}) =>
  lintFiles({
    "variables/x.toml": `schema_version = 1\ntype = "int"\nvalues.a = 1\nresolve.default = "a"\nlint.path = "${written}"\n`,
    ...others,
  }).map(({ code, line, message }) => [code, line, message]);

describe("custom-lint-error", () => {
  it("finds by itself that there is no such script", () => {
    expect(lintScript("../lint/x.lua")).toEqual([["custom-lint-error", 4, "script does not exist: lint/x.lua"]]);
    expect(lintScript("../scripts/x.lua")).toEqual([
      ["custom-lint-error", 4, "script is not a .lua file directly in lint/: scripts/x.lua"],
    ]);
    expect(lintScript("../lint/x.lua", { "lint/x.lua": { unreadable: "encoding" } })).toEqual([
      ["custom-lint-error", 4, "script cannot be read: lint/x.lua (not valid UTF-8)"],
    ]);
    expect(lintScript("../lint/x.lua", { "lint/x.lua": "-- \0" })).toEqual([
      ["custom-lint-error", 4, "script cannot be read: lint/x.lua (holds a NUL character)"],
    ]);
  });

  it("leaves a script outside the workspace to other rules", () => {
    expect(lintScript("../../lint/x.lua").map(([code]) => code)).toEqual(["variable-lint-shape"]);
    expect(lintScript("../lint/x.lua", { "lint/x.lua": { unreadable: "unsafe-link" } }).map(([code]) => code)).toEqual([
      "workspace-unsafe-path",
    ]);
  });

  it("passes on why a script failed, for the variable that ran it", () => {
    const variable =
      'schema_version = 1\ntype = "int"\nvalues.a = 1\nresolve.default = "a"\nlint.path = "../lint/x.lua"\n';
    const found = lintFiles(
      { "variables/x.toml": variable, "variables/y.toml": variable, "lint/x.lua": "function lint(" },
      {
        customFindings: [{ kind: "failure", variable: "y", script: "lint/x.lua", message: "does not parse", line: 1 }],
      },
    );
    expect(found).toMatchObject([
      { code: "custom-lint-error", path: "variables/y.toml", line: 4, message: "does not parse" },
    ]);
  });
});
