import type { RototoError } from "../errors/rototo-error.js";
import type { JsonValue } from "../json/json-value.js";
import type { QualifierTrace, ResolutionReason, ResolutionTrace } from "../resolve/resolution.js";

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface VariableResolution<Id extends string = string, Value = JsonValue> {
  /** Its id. */
  readonly id: Id;
  /** Absent where the workspace has no environments. */
  readonly environment?: string;
  /** The value key that is selected. */
  readonly valueKey: string;
  /** The value itself. */
  readonly value: Value;
  /** Why this value key was selected. */
  readonly reason: ResolutionReason;
}

/** What the caller gave as `fallback`, because there was no answer. */
export interface FallbackResolution<Id extends string = string, Value = unknown> {
  /** Its id. */
  readonly id: Id;
  /** As it was asked for. */
  readonly environment?: string;
  /** No value key was selected. */
  readonly valueKey: undefined;
  /** The fallback that the caller gave. */
  readonly value: Value;
  /** Says that the caller's fallback was given. */
  readonly reason: "caller_fallback";
  /** Why there was no answer. */
  readonly error: RototoError;
}

/** The answer for one qualifier. Frozen, and shared between calls. */
export interface QualifierResolution<Id extends string = string> {
  /** Its id. */
  readonly id: Id;
  /** Whether the qualifier holds. */
  readonly value: boolean;
}

/** A resolution and how it came about. */
export interface TracedVariable<Id extends string = string, Value = JsonValue> {
  /** The answer. */
  readonly resolution: VariableResolution<Id, Value>;
  /** How the answer came about. */
  readonly trace: ResolutionTrace;
}

/** The answer for a qualifier, and how it came about. */
export interface TracedQualifier<Id extends string = string> {
  /** The answer. */
  readonly resolution: QualifierResolution<Id>;
  /** Every qualifier evaluated, the asked one first. */
  readonly trace: { readonly qualifiers: readonly QualifierTrace[] };
}
