import type { JsonValue } from "../json/json-value.js";

/**
 * Why a value key was selected: a rule matched; the named environment's own
 * value; `[env._]`'s value; `[resolve]`'s default.
 */
export type ResolutionReason = "matched_rule" | "environment_default" | "fallback_default" | "default";

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface Resolution {
  /** Its id. */
  readonly id: string;
  /** Absent where the workspace has no environments. */
  readonly environment?: string;
  /** The value key that is selected. */
  readonly valueKey: string;
  /** The value itself. */
  readonly value: JsonValue;
  /** Why this value key was selected. */
  readonly reason: ResolutionReason;
}

/** The answer for one qualifier. Frozen, and shared between calls. */
export interface QualifierResolution {
  /** Its id. */
  readonly id: string;
  /** Whether the qualifier holds. */
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

/** A rule that was tried. */
export interface RuleTrace {
  /** Counted from zero, in file order. */
  readonly index: number;
  /** The id of the qualifier that it asks. */
  readonly qualifier: string;
  /** The value key that is selected. */
  readonly valueKey: string;
  /** Whether its qualifier was true. */
  readonly matched: boolean;
}

/** How a qualifier came to its value. */
export interface QualifierTrace {
  /** Its id. */
  readonly id: string;
  /** Whether all predicates must hold, or any. */
  readonly match: "all" | "any";
  /** What the qualifier evaluated to. */
  readonly value: boolean;
  /** In file order. */
  readonly predicates: readonly PredicateTrace[];
}

/** What became of a predicate. */
export type PredicateTrace = EvaluatedPredicate | SkippedPredicate;

/** A predicate that was evaluated, and what it compared. */
export interface EvaluatedPredicate {
  /** Counted from zero, in file order. */
  readonly index: number;
  /** The dotted path of the attribute that it reads. */
  readonly attribute: string;
  /** The name of its operator. */
  readonly op: string;
  /** The value, or for `bucket` and `rollout` an object with `salt` and `range`. */
  readonly expected: JsonValue;
  /** The attribute as it was read; absent when it was missing. */
  readonly actual?: JsonValue;
  /** Present when the context does not have the attribute. */
  readonly missing?: true;
  /** The computed bucket, 0 to 9999. */
  readonly bucket?: number;
  /** The computed position in percent, 0 to 99.999. */
  readonly position?: number;
  /** Whether the predicate holds. */
  readonly result: boolean;
}

/** A predicate after the deciding one. */
export interface SkippedPredicate {
  /** Counted from zero, in file order. */
  readonly index: number;
  /** The dotted path of the attribute that it reads. */
  readonly attribute: string;
  /** The name of its operator. */
  readonly op: string;
  /** Says that the qualifier was decided before it. */
  readonly evaluated: false;
}
