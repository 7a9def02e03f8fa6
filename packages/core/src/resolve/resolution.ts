import type { JsonValue } from "../json/json-value.js";

/**
 * Why a value key was selected: a rule matched; the named environment's own
 * value; `[env._]`'s value; `[resolve]`'s default.
 */
export type ResolutionReason = "matched_rule" | "environment_default" | "fallback_default" | "default";

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface Resolution {
  readonly id: string;
  /** Absent where the workspace has no environments. */
  readonly environment?: string;
  readonly valueKey: string;
  readonly value: JsonValue;
  readonly reason: ResolutionReason;
}

export interface QualifierResolution {
  readonly id: string;
  readonly value: boolean;
}

/** How a variable came to its answer. */
export interface ResolutionTrace {
  /** The branch used: an environment name, `_` or `resolve`. */
  readonly branch: string;
  /** The rules tried, in order, up to the one that matched. */
  readonly rules: readonly RuleTrace[];
  /** Every qualifier evaluated, in the order in which evaluation began. */
  readonly qualifiers: readonly QualifierTrace[];
}

export interface RuleTrace {
  readonly index: number;
  readonly qualifier: string;
  readonly valueKey: string;
  readonly matched: boolean;
}

export interface QualifierTrace {
  readonly id: string;
  readonly match: "all" | "any";
  readonly value: boolean;
  readonly predicates: readonly PredicateTrace[];
}

export type PredicateTrace = EvaluatedPredicate | SkippedPredicate;

export interface EvaluatedPredicate {
  readonly index: number;
  readonly attribute: string;
  readonly op: string;
  /** The value, or for `bucket` and `rollout` an object with `salt` and `range`. */
  readonly expected: JsonValue;
  /** The attribute as it was read; absent when it was missing. */
  readonly actual?: JsonValue;
  readonly missing?: true;
  /** The computed bucket, 0 to 9999. */
  readonly bucket?: number;
  /** The computed position in percent, 0 to 99.999. */
  readonly position?: number;
  readonly result: boolean;
}

/** A predicate after the deciding one. */
export interface SkippedPredicate {
  readonly index: number;
  readonly attribute: string;
  readonly op: string;
  readonly evaluated: false;
}
