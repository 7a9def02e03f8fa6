import { parseSemanticVersion } from "../grammar/semver.js";
import { parseTimestamp } from "../grammar/timestamp.js";
import { jsonEqual } from "../json/json-equality.js";
import { isComposite, type JsonValue } from "../json/json-value.js";
import { bucketOf, positionOf } from "./bucketing.js";
import type { ValueKind } from "./value-kind.js";

/** What an attribute holds; `undefined` when it is missing. */
export type Actual = JsonValue | undefined;

/** The attributes that an operator can be true of. A unit is a string, number or boolean. */
export type AttributeKind = "any" | "number" | "string" | "list or string" | "unit";

/** An operator that compares an attribute with `value`. */
export interface Comparison {
  /** What `value` has to be. */
  readonly value: ValueKind;
  /** The attributes that it can be true of. */
  readonly reads: AttributeKind;
  /** The relation in which an attribute stands to a bound. */
  readonly holds: (actual: Actual, bound: never) => boolean;
  /** Makes the bound of the expected value, once; without it the value is the bound. */
  readonly bind?: (expected: JsonValue) => unknown;
}

/** An operator that puts units into a range by hash, under a `salt`. */
export interface Bucketing {
  /** The attributes that it can be true of. */
  readonly reads: "unit";
  /** The largest that a bound of a range can be. */
  readonly limit: number;
  /** What it measures, as a trace calls it. */
  readonly measures: "bucket" | "position";
  /** Takes the salt, `:` and the unit as text. */
  readonly measure: (salted: string) => number;
}

/** Of what is no list nothing is a member, and nothing is none. */
const membersOf = (expected: JsonValue) => (Array.isArray(expected) ? new Set<Actual>(expected) : undefined);

const isAmong = (actual: Actual, members: ReadonlySet<Actual> = new Set()): boolean =>
  members.has(actual) || (isComposite(actual) && [...members].some((member) => jsonEqual(actual, member)));

const affixed = (test: "startsWith" | "endsWith") =>
  ({
    value: "texts",
    reads: "string",
    holds: (actual: Actual, texts: readonly string[]) =>
      typeof actual === "string" && texts.some((text) => actual[test](text)),
    bind: (expected: JsonValue) => [expected].flat().filter((part) => typeof part === "string"),
  }) as const;

/** What a value is ordered by; NaN, for which no comparison holds, where it has no place in the order. */
type Key = number | string;

const numberKey = (value: Actual): Key => (typeof value === "number" ? value : NaN);
const timestampKey = (value: Actual): Key => (typeof value === "string" ? (parseTimestamp(value) ?? NaN) : NaN);
const versionKey = (value: Actual): Key => (typeof value === "string" ? (parseSemanticVersion(value) ?? NaN) : NaN);

const numbers = { value: "number", reads: "number", bind: numberKey } as const;
const timestamps = { value: "timestamp", reads: "string", bind: timestampKey } as const;
const versions = { value: "version", reads: "string", bind: versionKey } as const;

/**
 * Every operator: what it expects, what it reads, and what it does. An expected value that
 * one cannot use (lint reports it) matches nothing; so does an attribute of the wrong kind,
 * and a missing one, which `exists` alone can see.
 */
export const OPERATORS = {
  eq: { value: "any", reads: "any", holds: jsonEqual },
  neq: {
    value: "any",
    reads: "any",
    holds: (actual, expected) => actual !== undefined && !jsonEqual(actual, expected),
  },
  in: { value: "list", reads: "any", holds: isAmong, bind: membersOf },
  not_in: {
    value: "list",
    reads: "any",
    holds: (actual, members: ReadonlySet<Actual> | undefined) =>
      actual !== undefined && members !== undefined && !isAmong(actual, members),
    bind: membersOf,
  },
  gt: { ...numbers, holds: (actual, bound: Key) => numberKey(actual) > bound },
  gte: { ...numbers, holds: (actual, bound: Key) => numberKey(actual) >= bound },
  lt: { ...numbers, holds: (actual, bound: Key) => numberKey(actual) < bound },
  lte: { ...numbers, holds: (actual, bound: Key) => numberKey(actual) <= bound },
  contains: {
    value: "scalar",
    reads: "list or string",
    holds: (actual, expected) =>
      Array.isArray(actual)
        ? actual.some((item) => jsonEqual(item, expected))
        : typeof actual === "string" && typeof expected === "string" && actual.includes(expected),
  },
  starts_with: affixed("startsWith"),
  ends_with: affixed("endsWith"),
  exists: { value: "boolean", reads: "any", holds: (actual, expected) => (actual !== undefined) === expected },
  before: { ...timestamps, holds: (actual, bound: Key) => timestampKey(actual) < bound },
  after: { ...timestamps, holds: (actual, bound: Key) => timestampKey(actual) > bound },
  semver_eq: { ...versions, holds: (actual, bound: Key) => versionKey(actual) === bound },
  semver_gt: { ...versions, holds: (actual, bound: Key) => versionKey(actual) > bound },
  semver_gte: { ...versions, holds: (actual, bound: Key) => versionKey(actual) >= bound },
  semver_lt: { ...versions, holds: (actual, bound: Key) => versionKey(actual) < bound },
  semver_lte: { ...versions, holds: (actual, bound: Key) => versionKey(actual) <= bound },
  bucket: { reads: "unit", limit: 10_000, measures: "bucket", measure: bucketOf },
  rollout: { reads: "unit", limit: 100, measures: "position", measure: positionOf },
} as const satisfies Readonly<Record<string, Comparison | Bucketing>>;

/** The name of an operator. */
export type Operator = keyof typeof OPERATORS;

/** The operators that compare an attribute with a value. */
export type ComparisonOperator = {
  [Name in Operator]: (typeof OPERATORS)[Name] extends Comparison ? Name : never;
}[Operator];

/** The operators that put units into a range by hash. */
export type BucketingOperator = Exclude<Operator, ComparisonOperator>;

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}

/** True for an operator that compares; false for one that puts units into a range, and for a name of none. */
export function isComparisonOperator(name: string): name is ComparisonOperator {
  return isOperator(name) && "value" in OPERATORS[name];
}
