import { expect, it } from "vitest";
import { lintPredicate } from "../../../testing/lint-qualifier.js";

function found(lines: string): [code: string, message: string][] {
  return lintPredicate(`op = "bucket"\n${lines}`).map(({ code, message }) => [code, message]);
}

it("accepts every range of whole numbers within the buckets", () => {
  for (const range of ["[0, 10000]", "[0, 1]", "[9999, 10000]"])
    expect(found(`salt = ""\nrange = ${range}`)).toEqual([]);
});

it.each([
  ["[0, 10001]", "bucket range must be within 0 to 10000"],
  ["[-1, 5]", "bucket range must be within 0 to 10000"],
  ["[5, 5]", "bucket range must start below its end"],
  ["[6, 5]", "bucket range must start below its end"],
  ["[0, 0.5]", "bucket range must be of integers"],
  ["[0.0, 5.0]", "bucket range must be of integers"],
  ["[0, 5e3]", "bucket range must be of integers"],
  ["[0]", "bucket range must be a list of two numbers, [start, end]"],
  ["[0, 1, 2]", "bucket range must be a list of two numbers, [start, end]"],
  ['["0", "1"]', "bucket range must be a list of two numbers, [start, end]"],
  ["50", "bucket range must be a list of two numbers, [start, end]"],
  ["{ start = 0, end = 1 }", "bucket range must be a list of two numbers, [start, end]"],
])("refuses the range %s", (range, message) => {
  expect(found(`salt = "a"\nrange = ${range}`)).toEqual([["qualifier-predicate-bucket", message]]);
});

it("reports each mistake of a predicate", () => {
  expect(found("")).toEqual([
    ["qualifier-predicate-bucket", "salt is missing"],
    ["qualifier-predicate-bucket", "range is missing"],
  ]);
  expect(found("salt = 1\nrange = [1, 0]\nvalue = true")).toEqual([
    ["qualifier-predicate-bucket", "bucket salt must be a string, found number"],
    ["qualifier-predicate-bucket", "bucket range must start below its end"],
    ["qualifier-predicate-bucket", "bucket takes no value"],
  ]);
});
