import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";
import { variableUsing } from "../../example-workspace.js";

const LONG = "x".repeat(129);

it("checks every kind of name, each once", () => {
  const diagnostics = lintFiles({
    "rototo-workspace.toml": 'schema_version = 1\n[environments]\nvalues = ["prod", "über", "über", "_"]\n',
    "qualifiers/-a.toml": 'schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "exists"\nvalue = true\n',
    "variables/limit.toml": variableUsing("-a"),
    "variables/a b.toml": 'schema_version = 1\ntype = "int"\n[values]\n"" = 1\n"x y" = 2\n[resolve]\ndefault = "x y"\n',
    "variables/a b-values/x y.toml": "value = 3\n",
    "variables/a b-values/~.toml": "value = 4\n",
    "catalogs/_c.toml": 'schema_version = 1\nschema = "../schemas/c.json"\n',
    [`catalogs/_c-entries/${LONG}.toml`]: "",
    "schemas/c.json": "{}",
  });
  const found = diagnostics.filter(({ code }) => code === "id-invalid");
  expect(found.map(({ path, line, message }) => [path, line, message])).toEqual([
    [`catalogs/_c-entries/${LONG}.toml`, 0, `entry key is outside the grammar: "${LONG}"`],
    ["catalogs/_c.toml", 0, 'catalog id is outside the grammar: "_c"'],
    ["qualifiers/-a.toml", 0, 'qualifier id is outside the grammar: "-a"'],
    ["rototo-workspace.toml", 2, 'environment name is outside the grammar: "über"'],
    ["variables/a b-values/~.toml", 0, 'value key is outside the grammar: "~"'],
    ["variables/a b.toml", 0, 'variable id is outside the grammar: "a b"'],
    ["variables/a b.toml", 3, 'value key is outside the grammar: ""'],
    ["variables/a b.toml", 4, 'value key is outside the grammar: "x y"'],
  ]);
});

it("takes names that JavaScript knows as plain names", () => {
  expect(
    lintFiles({
      "variables/constructor.toml":
        'schema_version = 1\ntype = "int"\n[values]\ntoString = 1\nhasOwnProperty = 2\n[resolve]\ndefault = "toString"\n[[resolve.rule]]\nqualifier = "valueOf"\nvalue = "hasOwnProperty"\n',
      "qualifiers/valueOf.toml":
        'schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "exists"\nvalue = true\n',
    }),
  ).toEqual([]);
});
