import type { Range } from "../documents/range.js";

export type Severity = "error" | "warning";

/** What a diagnostic is about: `variable` `limits`, at `resolve.rule[0].value`. */
export interface DiagnosticTarget {
  readonly kind: "workspace" | "manifest" | "qualifier" | "variable" | "catalog" | "schema" | "custom-lint" | "fixture";
  readonly id?: string;
  readonly field?: string;
}

export interface RelatedPlace {
  readonly message: string;
  readonly path: string;
  readonly range: Range;
}

/** One mistake, where it stands and the way out. */
export interface Diagnostic {
  /** `rototo/<kebab-case>`, or the code a custom lint gave. Stable. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help?: string;
  /** Workspace-relative path; the empty string is the workspace itself. */
  readonly path: string;
  readonly range: Range;
  readonly target: DiagnosticTarget;
  readonly related?: readonly RelatedPlace[];
}
