import type { Severity } from "./diagnostic.js";

/** What a custom lint script said of a variable, or why it could not say anything. */
export type CustomFinding = CustomLintReport | CustomLintFailure;

/** A finding that a hook returned. */
export interface CustomLintReport {
  readonly kind: "report";
  readonly variable: string;
  /** The value key, when `lint_value` reported it. */
  readonly valueKey?: string;
  readonly message: string;
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
  readonly kind: "failure";
  readonly variable: string;
  /** The workspace-relative path of the script. */
  readonly script: string;
  readonly message: string;
  /** The one-based line in the script, when Lua named it. */
  readonly line?: number;
}
