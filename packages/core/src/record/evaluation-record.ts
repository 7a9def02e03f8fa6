import type { JsonValue } from "../json/json-value.js";
import type { ResolutionReason } from "../resolve/resolution.js";

/**
 * What one evaluation did and why, for operators: never the value itself, never a
 * credential. It is the JSON that sinks write, so its names are those of the format.
 */
export interface EvaluationRecord {
  /** The version of this shape. */
  readonly schema_version: 1;
  /** When the evaluation began, RFC 3339 in UTC with milliseconds. */
  readonly timestamp: string;
  /** Which version answered, and for which environment. */
  readonly workspace: {
    /** The source as given, credentials removed. */
    readonly source: string;
    /** The version that answered. */
    readonly fingerprint: string;
    /** Absent where none was named. */
    readonly environment?: string;
  };
  /** What was asked for. */
  readonly subject: { readonly kind: "variable" | "qualifier"; readonly id: string };
  /** What was answered. */
  readonly result: RecordedResult;
  /** What decided the answer. */
  readonly evaluation: {
    /** The rule that matched, as `<branch>.<qualifier>`; the branch is an environment, `_` or `resolve`. */
    readonly matched_rules: readonly string[];
    /** Every qualifier evaluated that was true, in the order in which evaluation began. */
    readonly matched_qualifiers: readonly string[];
    /** Milliseconds, with fractions. */
    readonly duration_ms: number;
  };
  /** The attributes that evaluation read, without those that are not to be shown. */
  readonly context: {
    /** The context attributes that the evaluation read and that were there, by attribute. */
    readonly attributes: Readonly<Record<string, JsonValue>>;
    /** Those read but not shown, in the order in which they were read. */
    readonly redacted: readonly string[];
  };
  /** Which library made the record. */
  readonly sdk: { readonly name: string; readonly version: string };
  /** The trace in which the evaluation ran; absent without one. */
  readonly trace?: { readonly trace_id: string; readonly span_id: string };
}

/** What was answered, as a record has it. */
export interface RecordedResult {
  /** Absent for a qualifier, and where the caller's fallback was given. */
  readonly value_key?: string;
  /** The JSON type of the value. */
  readonly value_type: RecordedValueType;
  /** Why this value key was selected. */
  readonly reason: ResolutionReason | "caller_fallback" | "matched" | "not_matched";
  /** Why the caller's fallback was given: the code of the error. */
  readonly error_code?: string;
}

/** What JSON Schema calls the types of JSON. */
export type RecordedValueType = "null" | "boolean" | "number" | "string" | "array" | "object";
