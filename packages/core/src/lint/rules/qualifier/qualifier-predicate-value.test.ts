import { describe, expect, it } from "vitest";
import { lintPredicate } from "../../../testing/lint-qualifier.js";
import { COMPARISON_OPERATORS } from "../../../operators/testing/comparison-operators.js";

const ANY = ['"x"', "1", "1.5", "true", "[]", "[1, 'a']", "{ a = 1 }"];
const TIMES = [
  '"2026-01-31T12:00:00Z"',
  "2026-01-31T12:00:00+01:00",
  "2026-01-31 12:00:00.123456789Z",
  '"2016-12-31T23:59:60Z"',
];
const VERSIONS = ['"1.0.0"', '"1.0.0-rc.1+build.7"', '"0.0.0-0"'];
const LISTS = ["[]", '["a", 1]'];
const NUMBERS = ["0", "-1.5", "1e3"];
const TEXTS = ['""', '"a"', '["a", "b"]', "[]"];
const SCALARS = ['"a"', "1", "false"];

const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  eq: ANY,
  neq: ANY,
  in: LISTS,
  not_in: LISTS,
  gt: NUMBERS,
  gte: NUMBERS,
  lt: NUMBERS,
  lte: NUMBERS,
  contains: SCALARS,
  starts_with: TEXTS,
  ends_with: TEXTS,
  exists: ["true", "false"],
  before: TIMES,
  after: TIMES,
  semver_eq: VERSIONS,
  semver_gt: VERSIONS,
  semver_gte: VERSIONS,
  semver_lt: VERSIONS,
  semver_lte: VERSIONS,
};

const NO_TIMES = ["2026-01-31T12:00:00", "2026-01-31", "12:00:00", '"2026-02-30T00:00:00Z"', '"soon"', "1", "true"];
const NO_VERSIONS = ['"1.0"', '"v1.0.0"', '"01.0.0"', '"1.0.0-"', '"1.0.0-01"', "1.0", '["1.0.0"]'];
const NO_LISTS = ['"a"', "1", "{ a = 1 }"];
const NO_NUMBERS = ['"1"', "true", "[1]"];
const NO_TEXTS = ["1", "true", '["a", 1]', "{ a = 1 }"];

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  in: NO_LISTS,
  not_in: NO_LISTS,
  gt: NO_NUMBERS,
  gte: NO_NUMBERS,
  lt: NO_NUMBERS,
  lte: NO_NUMBERS,
  contains: ["[1]", "{ a = 1 }"],
  starts_with: NO_TEXTS,
  ends_with: NO_TEXTS,
  exists: ['"true"', "1"],
  before: NO_TIMES,
  after: NO_TIMES,
  semver_eq: NO_VERSIONS,
  semver_gt: NO_VERSIONS,
  semver_gte: NO_VERSIONS,
  semver_lt: NO_VERSIONS,
  semver_lte: NO_VERSIONS,
};

describe.each(Object.keys(ACCEPTED))("%s", (op) => {
  it("accepts values of its kind", () => {
    for (const value of ACCEPTED[op] ?? [])
      expect([value, lintPredicate(`op = "${op}"\nvalue = ${value}`)]).toEqual([value, []]);
  });

  it("refuses others, and none", () => {
    for (const value of REFUSED[op] ?? []) {
      expect([value, lintPredicate(`op = "${op}"\nvalue = ${value}`)]).toMatchObject([
        value,
        [{ code: "qualifier-predicate-value", line: 4, character: 8 }],
      ]);
    }
    expect(lintPredicate(`op = "${op}"`)).toMatchObject([{ code: "qualifier-predicate-value", line: 1 }]);
  });
});

it("tests every operator that takes a value", () => {
  expect(COMPARISON_OPERATORS).toEqual(Object.keys(ACCEPTED));
});

it("leaves the value alone while the operator is wrong", () => {
  expect(lintPredicate('op = "equals"').map(({ code }) => code)).toEqual(["qualifier-predicate-unknown-op"]);
  expect(lintPredicate('op = ""').map(({ code }) => code)).toEqual(["qualifier-predicate-unknown-op"]);
});
