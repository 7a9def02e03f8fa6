import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const BODY = 'type = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n';

describe("variable-parse-failed", () => {
  it("says why a file that is no text cannot be read", () => {
    expect(lintFiles({ "variables/a.toml": { unreadable: "encoding" } })).toMatchObject([
      { code: "variable-parse-failed", path: "variables/a.toml", line: 0, character: 0, message: "not valid UTF-8" },
    ]);
    expect(lintFiles({ "variables/a.toml": { unreadable: "not-a-file" } })).toMatchObject([
      { code: "variable-parse-failed" },
    ]);
  });

  it("leaves a link out of the workspace to its own rule", () => {
    expect(lintFiles({ "variables/a.toml": { unreadable: "unsafe-link" } })).toMatchObject([
      { code: "workspace-unsafe-path" },
    ]);
  });

  it("reports a duplicate key and a syntax error where they stand, and still lints other files", () => {
    const found = lintFiles({
      "variables/a.toml": `schema_version = 1\n${BODY}[values]\nb = 2\n`,
      "variables/b.toml": "schema_version = \n",
      "variables/c.toml": BODY,
    });
    expect(found.map(({ code, path, line }) => [code, path, line])).toEqual([
      ["variable-parse-failed", "variables/a.toml", 6],
      ["variable-parse-failed", "variables/b.toml", 0],
      ["variable-schema-version", "variables/c.toml", 0],
    ]);
  });

  it("does not hide a broken value file", () => {
    const found = lintFiles({ "variables/a.toml": "=", "variables/a-values/x.toml": "=" });
    expect(found.map(({ code }) => code)).toEqual(["value-parse-failed", "variable-parse-failed"]);
  });
});
