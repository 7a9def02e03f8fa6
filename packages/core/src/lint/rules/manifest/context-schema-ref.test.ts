import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

function manifestWith(path: string): string {
  return `schema_version = 1\n[context]\nschema = "${path}"\n`;
}

it("accepts only a JSON file directly in schemas/", () => {
  for (const path of ["context.schema.json", "schemas/deep/context.json", "schemas/context.toml", "schemas", ""]) {
    expect(lintFiles({ "rototo-workspace.toml": manifestWith(path), [path || "x"]: "{}" })).toMatchObject([
      {
        code: "context-schema-ref",
        line: 2,
        message: `schema is not a .json file directly in schemas/: ${path}`,
      },
    ]);
  }
  const files = { "schemas/context.json": '{ "type": "object" }' };
  expect(lintFiles({ ...files, "rototo-workspace.toml": manifestWith("./schemas/../schemas/context.json") })).toEqual(
    [],
  );
});

it("leaves a schema that is there but broken to its own file", () => {
  const diagnostics = lintFiles({
    "rototo-workspace.toml": manifestWith("schemas/context.json"),
    "schemas/context.json": "{",
  });
  expect(diagnostics.map(({ path }) => path)).toEqual(["schemas/context.json"]);
});
