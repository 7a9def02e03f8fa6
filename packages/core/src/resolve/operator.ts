import type { ComparisonOperator } from "../grammar/comparison-operator.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import type { LinkedAttribute } from "./attribute.js";
import type { Test } from "./evaluation.js";
import { jsonEqual } from "../json/json-equality.js";
import { compareSemanticVersions, parseSemanticVersion } from "../grammar/semver.js";
import { compareTimestamps, parseTimestamp } from "../grammar/timestamp.js";

/** Whether an attribute that is present satisfies an operator and its expected value. */
type Matcher = (actual: JsonValue) => boolean;

const never: Matcher = () => false;

/**
 * The test of `op` against `expected` for an attribute, specialised for both. An
 * expected value that the operator cannot use (lint reports it) matches nothing; so
 * does an attribute of the wrong kind, and a missing one, which `exists` alone can
 * see. `undefined` for a name that is no operator.
 */
export function linkOperator(
  op: ComparisonOperator,
  expected: JsonValue,
  attribute: LinkedAttribute,
): Test | undefined {
  if (op === "exists") return (evaluation) => (attribute.read(evaluation) !== undefined) === expected;
  if (op === "eq" && isScalar(expected)) return attribute.is(expected);
  const matches = linkMatcher(op, expected);
  return matches && attribute.satisfies(matches);
}

function linkMatcher(op: Exclude<ComparisonOperator, "exists">, expected: JsonValue): Matcher | undefined {
  switch (op) {
    case "eq":
      return equalTo(expected);
    case "neq":
      return not(equalTo(expected));
    case "in":
      return Array.isArray(expected) ? oneOf(expected) : never;
    case "not_in":
      return Array.isArray(expected) ? not(oneOf(expected)) : never;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return numeric(op, expected);
    case "contains":
      return containing(expected);
    case "starts_with":
      return text(expected, (actual, part) => actual.startsWith(part));
    case "ends_with":
      return text(expected, (actual, part) => actual.endsWith(part));
    case "before":
      return ordered(expected, parseTimestamp, compareTimestamps, (order) => order < 0);
    case "after":
      return ordered(expected, parseTimestamp, compareTimestamps, (order) => order > 0);
    case "semver_eq":
      return ordered(expected, parseSemanticVersion, compareSemanticVersions, (order) => order === 0);
    case "semver_gt":
      return ordered(expected, parseSemanticVersion, compareSemanticVersions, (order) => order > 0);
    case "semver_gte":
      return ordered(expected, parseSemanticVersion, compareSemanticVersions, (order) => order >= 0);
    case "semver_lt":
      return ordered(expected, parseSemanticVersion, compareSemanticVersions, (order) => order < 0);
    case "semver_lte":
      return ordered(expected, parseSemanticVersion, compareSemanticVersions, (order) => order <= 0);
    default:
      return undefined;
  }
}

function equalTo(expected: JsonValue): Matcher {
  return isScalar(expected) ? (actual) => actual === expected : (actual) => jsonEqual(actual, expected);
}

function oneOf(members: readonly JsonValue[]): Matcher {
  const scalars = new Set(members.filter(isScalar));
  const composites = members.filter((member) => !isScalar(member));
  return (actual) => (isScalar(actual) ? scalars.has(actual) : composites.some((member) => jsonEqual(actual, member)));
}

function numeric(op: "gt" | "gte" | "lt" | "lte", expected: JsonValue): Matcher {
  if (typeof expected !== "number") return never;
  switch (op) {
    case "gt":
      return (actual) => typeof actual === "number" && actual > expected;
    case "gte":
      return (actual) => typeof actual === "number" && actual >= expected;
    case "lt":
      return (actual) => typeof actual === "number" && actual < expected;
    case "lte":
      return (actual) => typeof actual === "number" && actual <= expected;
  }
}

function containing(expected: JsonValue): Matcher {
  const equal = equalTo(expected);
  return (actual) =>
    Array.isArray(actual)
      ? actual.some(equal)
      : typeof actual === "string" && typeof expected === "string" && actual.includes(expected);
}

function text(expected: JsonValue, test: (actual: string, part: string) => boolean): Matcher {
  const parts = (Array.isArray(expected) ? expected : [expected]).filter((part) => typeof part === "string");
  return (actual) => typeof actual === "string" && parts.some((part) => test(actual, part));
}

function ordered<T>(
  expected: JsonValue,
  parse: (text: string) => T | undefined,
  compare: (left: T, right: T) => number,
  accepts: (order: number) => boolean,
): Matcher {
  const bound = typeof expected === "string" ? parse(expected) : undefined;
  if (bound === undefined) return never;
  return (actual) => {
    const value = typeof actual === "string" ? parse(actual) : undefined;
    return value !== undefined && accepts(compare(value, bound));
  };
}

function not(matcher: Matcher): Matcher {
  return (actual) => !matcher(actual);
}

function isScalar(value: JsonValue): value is null | boolean | number | string {
  return !Array.isArray(value) && !isJsonObject(value);
}
