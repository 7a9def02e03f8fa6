import type { RototoError } from "../errors/rototo-error.js";
import type { JsonValue } from "../json/json-value.js";
import type { QualifierTrace, ResolutionReason, ResolutionTrace } from "../resolve/resolution.js";

/** The answer for one variable. Frozen, value included, and shared between calls. */
export interface VariableResolution<Id extends string = string, Value = JsonValue> {
  readonly id: Id;
  /** Absent where the workspace has no environments. */
  readonly environment?: string;
  readonly valueKey: string;
  readonly value: Value;
  readonly reason: ResolutionReason;
}

/** What the caller gave as `fallback`, because there was no answer. */
export interface FallbackResolution<Id extends string = string, Value = unknown> {
  readonly id: Id;
  /** As it was asked for. */
  readonly environment?: string;
  readonly valueKey: undefined;
  readonly value: Value;
  readonly reason: "caller_fallback";
  /** Why there was no answer. */
  readonly error: RototoError;
}

export interface QualifierResolution<Id extends string = string> {
  readonly id: Id;
  readonly value: boolean;
}

/** A resolution and how it came about. */
export interface TracedVariable<Id extends string = string, Value = JsonValue> {
  readonly resolution: VariableResolution<Id, Value>;
  readonly trace: ResolutionTrace;
}

export interface TracedQualifier<Id extends string = string> {
  readonly resolution: QualifierResolution<Id>;
  /** Every qualifier evaluated, the asked one first. */
  readonly trace: { readonly qualifiers: readonly QualifierTrace[] };
}
