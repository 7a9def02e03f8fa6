import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

describe("catalog-shape", () => {
  it("asks for a schema", () => {
    expect(lintFiles({ "catalogs/x.toml": "schema_version = 1\n" })).toMatchObject([
      { code: "catalog-shape", path: "catalogs/x.toml", line: 0, message: "schema is missing" },
    ]);
  });

  it("reports every field of the wrong type", () => {
    expect(lintFiles({ "catalogs/x.toml": "schema_version = 1\nschema = 1\ndescription = true\n" })).toMatchObject([
      { code: "catalog-shape", line: 1, message: "schema must be a string, found number 1" },
      { code: "catalog-shape", line: 2, message: "description must be a string, found boolean true" },
    ]);
  });
});
