import { expect, it } from "vitest";
import { lintQualifier } from "../../../testing/lint-qualifier.js";

const PREDICATE = 'predicate = [{ attribute = "rototo.now", op = "exists", value = true }]\n';

it("reports both spellings in one file once, at the first flat field", () => {
  const text = 'match = "all"\ndescription = 1\n[qualifier]\nmatch = "none"\n';
  expect(lintQualifier(text)).toEqual([
    {
      code: "qualifier-shape",
      severity: "error",
      path: "qualifiers/enterprise.toml",
      line: 1,
      character: 0,
      message: "description stands at the top level, but the file has a [qualifier] table",
    },
  ]);
});

it("reports each field of the wrong type", () => {
  expect(lintQualifier('schema_version = 1\nqualifier = "x"\n').map(({ message }) => message)).toEqual([
    'qualifier must be a table, found string "x"',
  ]);
  expect(lintQualifier(`schema_version = 1\n[qualifier]\ndescription = 1\nmatch = true\n${PREDICATE}`)).toMatchObject([
    { code: "qualifier-shape", line: 2, message: "description must be a string, found number 1" },
    { code: "qualifier-shape", line: 3, message: 'match must be "all" or "any", found boolean true' },
  ]);
  expect(lintQualifier("schema_version = 1\n[predicate]\n")).toMatchObject([
    { code: "qualifier-shape", line: 1, message: "predicate must be a list, found object" },
  ]);
});

it("reports a missing and a wrong version beside other mistakes", () => {
  expect(lintQualifier("").map(({ code, line }) => [code, line])).toEqual([
    ["qualifier-predicate-missing", 0],
    ["qualifier-schema-version", 0],
  ]);
  expect(lintQualifier('schema_version = "1"\npredicate = []\n').map(({ code, line }) => [code, line])).toEqual([
    ["qualifier-schema-version", 0],
    ["qualifier-predicate-missing", 1],
  ]);
});
