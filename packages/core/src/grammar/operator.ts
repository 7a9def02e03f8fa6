import type { ComparisonOperator } from "./comparison-operator.js";
import { parseSemanticVersion } from "./semver.js";
import { parseTimestamp } from "./timestamp.js";
import { jsonEqual } from "../json/json-equality.js";
import { isComposite, type JsonValue } from "../json/json-value.js";

/** What an attribute holds; `undefined` when it is missing. */
export type Actual = JsonValue | undefined;

/** The relation in which an attribute stands to a bound, and what makes the bound of the expected value, once. */
type Operator = readonly [holds: (actual: Actual, bound: never) => boolean, bind?: (expected: JsonValue) => unknown];

/** Of what is no list nothing is a member, and nothing is none. */
const membersOf = (expected: JsonValue) => (Array.isArray(expected) ? new Set<Actual>(expected) : undefined);

const isAmong = (actual: Actual, members: ReadonlySet<Actual> = new Set()): boolean =>
  members.has(actual) || (isComposite(actual) && [...members].some((member) => jsonEqual(actual, member)));

const affixed = (test: "startsWith" | "endsWith"): Operator => [
  (actual, texts: readonly string[]) => typeof actual === "string" && texts.some((text) => actual[test](text)),
  (expected) => [expected].flat().filter((part) => typeof part === "string"),
];

/** What a value is ordered by; NaN, for which no comparison holds, where it has no place in the order. */
type Key = number | string;

const numberKey = (value: Actual): Key => (typeof value === "number" ? value : NaN);
const timestampKey = (value: Actual): Key => (typeof value === "string" ? (parseTimestamp(value) ?? NaN) : NaN);
const versionKey = (value: Actual): Key => (typeof value === "string" ? (parseSemanticVersion(value) ?? NaN) : NaN);

/**
 * The operators that compare. An expected value that one cannot use (lint reports it)
 * matches nothing; so does an attribute of the wrong kind, and a missing one, which
 * `exists` alone can see.
 */
export const OPERATORS: Readonly<Record<ComparisonOperator, Operator>> = {
  eq: [jsonEqual],
  neq: [(actual, expected) => actual !== undefined && !jsonEqual(actual, expected)],
  in: [isAmong, membersOf],
  not_in: [
    (actual, members: ReadonlySet<Actual> | undefined) =>
      actual !== undefined && members !== undefined && !isAmong(actual, members),
    membersOf,
  ],
  gt: [(actual, bound: Key) => numberKey(actual) > bound, numberKey],
  gte: [(actual, bound: Key) => numberKey(actual) >= bound, numberKey],
  lt: [(actual, bound: Key) => numberKey(actual) < bound, numberKey],
  lte: [(actual, bound: Key) => numberKey(actual) <= bound, numberKey],
  contains: [
    (actual, expected) =>
      Array.isArray(actual)
        ? actual.some((item) => jsonEqual(item, expected))
        : typeof actual === "string" && typeof expected === "string" && actual.includes(expected),
  ],
  starts_with: affixed("startsWith"),
  ends_with: affixed("endsWith"),
  exists: [(actual, expected) => (actual !== undefined) === expected],
  before: [(actual, bound: Key) => timestampKey(actual) < bound, timestampKey],
  after: [(actual, bound: Key) => timestampKey(actual) > bound, timestampKey],
  semver_eq: [(actual, bound: Key) => versionKey(actual) === bound, versionKey],
  semver_gt: [(actual, bound: Key) => versionKey(actual) > bound, versionKey],
  semver_gte: [(actual, bound: Key) => versionKey(actual) >= bound, versionKey],
  semver_lt: [(actual, bound: Key) => versionKey(actual) < bound, versionKey],
  semver_lte: [(actual, bound: Key) => versionKey(actual) <= bound, versionKey],
};
