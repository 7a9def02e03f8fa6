import { expect, it } from "vitest";
import { lintQualifier } from "../../../testing/lint-qualifier.js";

function found(predicates: string): unknown[] {
  return lintQualifier(`schema_version = 1\n${predicates}`).map(({ code, line, message }) => [code, line, message]);
}

it("reports what is no table and what a table lacks", () => {
  expect(found('predicate = ["plan", { value = 1 }, { attribute = 1, op = 2 }]\n')).toEqual([
    ["qualifier-predicate-shape", 1, "predicate must be a table"],
    ["qualifier-predicate-shape", 1, "attribute is missing"],
    ["qualifier-predicate-shape", 1, "op is missing"],
    ["qualifier-predicate-shape", 1, "attribute must be a string, found number 1"],
    ["qualifier-predicate-shape", 1, "op must be a string, found number 2"],
  ]);
});

it("reports attributes under a reserved name that mean nothing", () => {
  for (const [attribute, message] of [
    ["rototo", "rototo offers no such attribute: rototo"],
    ["rototo.enviroment", "rototo offers no such attribute: rototo.enviroment"],
    ["qualifier", "attribute names no qualifier: qualifier"],
    ["qualifier.", "attribute names no qualifier: qualifier."],
    ["", 'attribute has an empty part: ""'],
    ["account.", 'attribute has an empty part: "account."'],
  ]) {
    expect(found(`[[predicate]]\nattribute = "${attribute}"\nop = "exists"\nvalue = true\n`)).toEqual([
      ["qualifier-predicate-shape", 2, message],
    ]);
  }
});
