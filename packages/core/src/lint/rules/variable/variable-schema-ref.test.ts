import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const lintSchema = (written: string) =>
  lintFiles({
    "variables/x.toml": `schema_version = 1\nschema = "${written}"\nvalues.a = 1\nresolve.default = "a"\n`,
    "schemas/broken.json": "{",
  }).map(({ code, message }) => [code, message]);

describe("variable-schema-ref", () => {
  it.each([
    ["../../x.json", "schema is not a relative path inside the workspace: ../../x.json"],
    ["/schemas/x.json", "schema is not a relative path inside the workspace: /schemas/x.json"],
    ["https://example.com/x.json", "schema is not a relative path inside the workspace: https://example.com/x.json"],
    ["x.json", "schema is not a .json file directly in schemas/: x.json"],
    ["../schemas/deep/x.json", "schema is not a .json file directly in schemas/: ../schemas/deep/x.json"],
    ["../schemas/x.yaml", "schema is not a .json file directly in schemas/: ../schemas/x.yaml"],
    ["", "schema is not a .json file directly in schemas/: "],
    ["../schemas/x.json", "schema does not exist: schemas/x.json"],
  ])("reports %j", (written, message) => {
    expect(lintSchema(written)).toContainEqual(["variable-schema-ref", message]);
  });

  it("leaves a schema that is there but broken to its own rule", () => {
    expect(lintSchema("../schemas/broken.json").map(([code]) => code)).toEqual(["schema-parse-failed"]);
  });
});
