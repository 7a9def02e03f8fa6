import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";
import { lintPredicate } from "../../../testing/lint-qualifier.js";

it("looks into every table of every file of the format", () => {
  const diagnostics = lintFiles({
    "rototo-workspace.toml":
      'schema_version = 1\nname = "x"\n[environments]\nvalues = ["prod"]\nother = 1\n[context]\nschema = "schemas/c.json"\nversion = 1\n',
    "schemas/c.json": '{ "type": "object" }',
    "catalogs/limits.toml": 'schema_version = 1\nschema = "../schemas/c.json"\nowner = "me"\n',
    "catalogs/limits-entries/a.toml": "owner = 1\n",
    "variables/limit.toml":
      'schema_version = 1\nowner = "me"\n[variable]\ntype = "catalog:limits"\nowner = "me"\n[variable.env._]\nvalue = "a"\ndefault = "a"\n',
  });
  expect(diagnostics.map(({ code, severity, path, line, message }) => [code, severity, path, line, message])).toEqual(
    [
      ["catalogs/limits.toml", 2, "owner"],
      ["rototo-workspace.toml", 1, "name"],
      ["rototo-workspace.toml", 4, "other"],
      ["rototo-workspace.toml", 7, "version"],
      ["variables/limit.toml", 1, "owner"],
      ["variables/limit.toml", 4, "owner"],
      ["variables/limit.toml", 7, "default"],
    ].map(([path, line, name]) => ["workspace-unknown-field", "warning", path, line, `unknown field: ${name}`]),
  );
});

it("knows which fields an operator has", () => {
  const unknown = (lines: string) =>
    lintPredicate(lines)
      .filter(({ code }) => code === "workspace-unknown-field")
      .map(({ message }) => message);
  expect(unknown('op = "eq"\nvalue = "prod"\nsalt = "a"\nrange = [0, 1]\npercent = 1')).toEqual([
    "unknown field: salt",
    "unknown field: range",
    "unknown field: percent",
  ]);
  expect(unknown('op = "bucket"\nvalue = 1\nsalt = "a"\nrange = [0, 1]\npercent = 1')).toEqual([
    "unknown field: percent",
  ]);
  expect(unknown('op = "rollout"\nvalue = 1\nsalt = "a"\nrange = [0, 1]\npercent = 1')).toEqual([]);
});

it("leaves an operator's fields alone while the operator is wrong", () => {
  for (const op of ['op = "rolout"', 'op = "constructor"', 'op = "__proto__"', "op = 1", ""]) {
    const codes = lintPredicate(`${op}\nsalt = "a"\npercent = 5\nnote = "x"`).map(({ code, message }) => [
      code,
      message,
    ]);
    expect(codes).toHaveLength(2);
    expect(codes).toContainEqual(["workspace-unknown-field", "unknown field: note"]);
  }
});
