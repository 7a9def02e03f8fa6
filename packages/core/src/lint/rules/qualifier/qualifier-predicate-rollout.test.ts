import { expect, it } from "vitest";
import { lintPredicate } from "../../../testing/lint-qualifier.js";

function found(lines: string): [code: string, message: string][] {
  return lintPredicate(`op = "rollout"\n${lines}`).map(({ code, message }) => [code, message]);
}

it.each([
  "percent = 0",
  "percent = 100",
  "percent = 0.001",
  "percent = 33.333",
  "percent = 99.999",
  "percent = 1.1",
  "range = [0, 100]",
  "range = [0.1, 0.101]",
  "range = [66.667, 100.0]",
])("accepts %s", (share) => {
  expect(found(`salt = ""\n${share}`)).toEqual([]);
});

it.each([
  ["percent = 100.001", "rollout percent must be within 0 to 100"],
  ["percent = -0.001", "rollout percent must be within 0 to 100"],
  ["percent = 0.0001", "rollout percent must have at most three decimals"],
  ["percent = 33.3333", "rollout percent must have at most three decimals"],
  ['percent = "5"', "rollout percent must be a number"],
  ["percent = [0, 5]", "rollout percent must be a number"],
  ["range = [5, 5]", "rollout range must start below its end"],
  ["range = [50, 5]", "rollout range must start below its end"],
  ["range = [0, 100.5]", "rollout range must be within 0 to 100"],
  ["range = [-1, 5]", "rollout range must be within 0 to 100"],
  ["range = [0, 33.3333]", "rollout range must have at most three decimals"],
  ["range = [0]", "rollout range must be a list of two numbers, [from, to]"],
  ["range = 5", "rollout range must be a list of two numbers, [from, to]"],
  ["percent = 5\nrange = [0, 5]", "rollout has both percent and range"],
  ["", "rollout has neither percent nor range"],
])("refuses %j", (share, message) => {
  expect(found(`salt = "a"\n${share}`)).toEqual([["qualifier-predicate-rollout", message]]);
});

it("reports each mistake of a predicate", () => {
  expect(found("percent = 500\nvalue = 1").map(([, message]) => message)).toEqual([
    "salt is missing",
    "rollout percent must be within 0 to 100",
    "rollout takes no value",
  ]);
  expect(found("salt = []\npercent = 5")).toEqual([
    ["qualifier-predicate-rollout", "rollout salt must be a string, found list"],
  ]);
});
