import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

describe("value-parse-failed", () => {
  it("counts a file that cannot be read as a declared value, and reports it once", () => {
    const variable = 'schema_version = 1\ntype = "int"\n[resolve]\ndefault = "a"\n';
    expect(lintFiles({ "variables/x.toml": variable, "variables/x-values/a.toml": "value = [1" })).toMatchObject([
      { code: "value-parse-failed", path: "variables/x-values/a.toml" },
    ]);
  });

  it("reports a broken file beside an inline value of the same key", () => {
    const variable = 'schema_version = 1\ntype = "int"\nvalues.a = 1\n[resolve]\ndefault = "a"\n';
    const found = lintFiles({ "variables/x.toml": variable, "variables/x-values/a.toml": "value =" });
    expect(found.map(({ code }) => code)).toEqual(["value-parse-failed", "variable-value-duplicate"]);
  });

  it("leaves a link out of the workspace to its own rule", () => {
    const variable = 'schema_version = 1\ntype = "int"\n[resolve]\ndefault = "a"\n';
    const found = lintFiles({
      "variables/x.toml": variable,
      "variables/x-values/a.toml": { unreadable: "unsafe-link" },
    });
    expect(found.map(({ code }) => code)).toEqual(["workspace-unsafe-path"]);
  });
});
