import type { ComparisonOperator } from "../../../grammar/comparison-operator.js";
import type { JsonValue } from "../../../json/json-value.js";
import { parseSemanticVersion } from "../../../grammar/semver.js";
import { parseTimestamp } from "../../../grammar/timestamp.js";

/** What a predicate compares an attribute with. */
export interface ExpectedValue {
  /** In words, for a message: `a number`. */
  readonly words: string;
  accepts(value: JsonValue): boolean;
}

const any: ExpectedValue = { words: "a value", accepts: () => true };
const list: ExpectedValue = { words: "a list", accepts: (value) => Array.isArray(value) };
const number: ExpectedValue = { words: "a number", accepts: (value) => typeof value === "number" };
const bool: ExpectedValue = { words: "true or false", accepts: (value) => typeof value === "boolean" };
const scalar: ExpectedValue = {
  words: "a string, number or boolean",
  accepts: (value) => typeof value !== "object" || value === null,
};
const text: ExpectedValue = {
  words: "a string or a list of strings",
  accepts: (value) => [value].flat().every((part) => typeof part === "string"),
};
const timestamp: ExpectedValue = {
  words: "an RFC 3339 timestamp with its offset, such as 2026-01-31T12:00:00Z",
  accepts: (value) => typeof value === "string" && parseTimestamp(value) !== undefined,
};
const version: ExpectedValue = {
  words: "a SemVer 2.0.0 version, such as 1.4.0",
  accepts: (value) => typeof value === "string" && parseSemanticVersion(value) !== undefined,
};

const EXPECTED_VALUES = {
  eq: any,
  neq: any,
  in: list,
  not_in: list,
  gt: number,
  gte: number,
  lt: number,
  lte: number,
  contains: scalar,
  starts_with: text,
  ends_with: text,
  exists: bool,
  before: timestamp,
  after: timestamp,
  semver_eq: version,
  semver_gt: version,
  semver_gte: version,
  semver_lt: version,
  semver_lte: version,
} as const satisfies Readonly<Record<ComparisonOperator, ExpectedValue>>;

/** The operators that place a unit by hash and so take no `value`. */
const PLACING_OPERATORS = ["bucket", "rollout"];

const expectedValues: ReadonlyMap<string, ExpectedValue> = new Map(Object.entries(EXPECTED_VALUES));

/** The name of every operator. */
export const OPERATORS: readonly string[] = [...expectedValues.keys(), ...PLACING_OPERATORS];

export function isOperator(name: string): boolean {
  return OPERATORS.includes(name);
}

export function isComparisonOperator(name: string): name is ComparisonOperator {
  return expectedValues.has(name);
}

/** What the operator takes as `value`; `undefined` for one that takes none, or does not exist. */
export function expectedValue(operator: string): ExpectedValue | undefined {
  return expectedValues.get(operator);
}
