import type { EvaluationRecord, RecordedResult, RecordedValueType } from "./evaluation-record.js";
import type { Observation } from "./observe.js";

/** What a record is made of. Its objects become part of the record, so that records can share them. */
export interface EvaluationFacts {
  /** When the evaluation began, RFC 3339 in UTC with milliseconds. */
  readonly timestamp: string;
  /** Which version answered, and for which environment. */
  readonly workspace: EvaluationRecord["workspace"];
  /** What was asked for. */
  readonly subject: EvaluationRecord["subject"];
  /** What was answered. */
  readonly result: RecordedResult;
  /** Absent where nothing was evaluated, such as when the caller's fallback was given. */
  readonly observation?: Observation | undefined;
  /** Milliseconds, with fractions; a clock that went backwards counts as none. */
  readonly durationMs: number;
  /** Which library asked. */
  readonly sdk: EvaluationRecord["sdk"];
  /** How the answer came about. */
  readonly trace?: EvaluationRecord["trace"] | undefined;
}

const NOTHING_OBSERVED: Observation = Object.freeze({
  matchedRules: Object.freeze([]),
  matchedQualifiers: Object.freeze([]),
  attributes: Object.freeze({}),
  redacted: Object.freeze([]),
});

/** The record of one evaluation. */
export function createEvaluationRecord(facts: EvaluationFacts): EvaluationRecord {
  const { timestamp, workspace, subject, result, observation = NOTHING_OBSERVED, durationMs, sdk, trace } = facts;
  const { matchedRules, matchedQualifiers, attributes, redacted } = observation;
  // Written out twice: a literal with a spread takes several times as long.
  const evaluation = {
    matched_rules: matchedRules,
    matched_qualifiers: matchedQualifiers,
    duration_ms: Math.max(0, durationMs),
  };
  const context = { attributes, redacted };
  return trace === undefined
    ? { schema_version: 1, timestamp, workspace, subject, result, evaluation, context, sdk }
    : { schema_version: 1, timestamp, workspace, subject, result, evaluation, context, sdk, trace };
}

/**
 * The type of `value` as records name it. A fallback may be anything: `undefined` counts
 * as `null`, and all else that JSON has no type for as `object`.
 */
export function recordedValueType(value: unknown): RecordedValueType {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}
