import type { PredicateTrace, QualifierTrace, ResolutionReason, ResolutionTrace } from "@rototo/core";
import { ConfiguredValue, type Presentation } from "./present-json.js";

/** How a variable came to its answer, for `--json --trace`. */
export function resolutionTraceJson(
  reason: ResolutionReason,
  { branch, rules, qualifiers }: ResolutionTrace,
): Presentation {
  return {
    reason,
    branch,
    rules: rules.map(({ index, qualifier, valueKey, matched }) => ({ index, qualifier, value_key: valueKey, matched })),
    qualifiers: qualifierTracesJson(qualifiers),
  };
}

/** The qualifiers evaluated, each with its predicates. */
export function qualifierTracesJson(qualifiers: readonly QualifierTrace[]): Presentation {
  return qualifiers.map(({ id, match, value, predicates }) => ({
    id,
    match,
    value,
    predicates: predicates.map(predicateJson),
  }));
}

function predicateJson(predicate: PredicateTrace): Presentation {
  const { index, attribute, op } = predicate;
  if ("evaluated" in predicate) return { index, attribute, op, evaluated: false };
  const { expected, actual, missing, bucket, position, result } = predicate;
  return {
    index,
    attribute,
    op,
    expected: new ConfiguredValue(expected),
    actual: actual === undefined ? undefined : new ConfiguredValue(actual),
    missing,
    bucket,
    position,
    result,
  };
}
