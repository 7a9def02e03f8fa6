import type { Severity } from "./diagnostic.js";

/** What a custom lint script said of a variable, or why it could not say anything. */
export type CustomFinding = CustomLintReport | CustomLintFailure;

/** A finding that a hook returned. */
export interface CustomLintReport {
  /** Says that the script reported something. */
  readonly kind: "report";
  /** The id of the variable. */
  readonly variable: string;
  /** The value key, when `lint_value` reported it. */
  readonly valueKey?: string;
  /** A sentence for a person. */
  readonly message: string;
  /** A way out, for a person. */
  readonly help?: string;
  /** `error` unless the script says otherwise. */
  readonly severity: Severity;
  /** `authority/rule`; absent when the script gave none. */
  readonly code?: string;
  /** Dot-separated path into the value, as the script gave it. */
  readonly field?: string;
}

/** A script that is missing, does not parse, has no hook, raised, returned a wrong type or ran over a limit. */
export interface CustomLintFailure {
  /** Says that the script could not be run to its end. */
  readonly kind: "failure";
  /** The id of the variable. */
  readonly variable: string;
  /** The workspace-relative path of the script. */
  readonly script: string;
  /** A sentence for a person. */
  readonly message: string;
  /** The one-based line in the script, when Lua named it. */
  readonly line?: number;
}
