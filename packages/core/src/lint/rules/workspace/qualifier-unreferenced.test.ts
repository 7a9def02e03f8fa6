import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";
import { variableUsing } from "../../example-workspace.js";

const QUALIFIER = 'schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "exists"\nvalue = true\n';

function unreferenced(files: Readonly<Record<string, string>>): string[] {
  return lintFiles({ "qualifiers/enterprise.toml": QUALIFIER, ...files })
    .filter(({ code }) => code === "qualifier-unreferenced")
    .map(({ message }) => message);
}

it("counts what another qualifier needs", () => {
  expect(unreferenced({ "qualifiers/large.toml": QUALIFIER.replace("rototo.now", "qualifier.enterprise") })).toEqual([
    "qualifier is not used: large",
  ]);
});

it("counts a near miss as the one that was meant, and warns of others", () => {
  const others = { "qualifiers/unused.toml": QUALIFIER };
  expect(unreferenced({ ...others, "variables/limit.toml": variableUsing("enterprize") })).toEqual([
    "qualifier is not used: unused",
  ]);
  expect(unreferenced({ ...others, "variables/limit.toml": variableUsing("big-accounts") })).toEqual([]);
});

it.each([
  ["a variable that cannot be read", { "variables/limit.toml": "[" }],
  ["a rule without a qualifier", { "variables/limit.toml": variableUsing("enterprise").replace("qualifier =", "# ") }],
  [
    "a misspelt list of rules",
    { "variables/limit.toml": variableUsing("enterprise").replace("resolve.rule", "resolve.rules") },
  ],
  ["a variable without a selection", { "variables/limit.toml": "schema_version = 1\ntype = 'int'\nvalues.a = 1\n" }],
  ["a qualifier that cannot be read", { "qualifiers/large.toml": "[" }],
  ["a predicate without an attribute", { "qualifiers/large.toml": QUALIFIER.replace("attribute", "attribut") }],
])("is silent beside %s", (_, files: Readonly<Record<string, string>>) => {
  expect(unreferenced(files)).toEqual([]);
});

it("warns beside mistakes that hide no reference", () => {
  const variable = variableUsing("large")
    .replace('value = "large"', 'value = "larg"')
    .replace("[values]", 'owner = "x"\n[values]');
  expect(unreferenced({ "qualifiers/large.toml": QUALIFIER, "variables/limit.toml": variable })).toEqual([
    "qualifier is not used: enterprise",
  ]);
});
