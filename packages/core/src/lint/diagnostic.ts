import type { Range } from "../documents/range.js";

/** An error keeps a workspace from being used; a warning does not. */
export type Severity = "error" | "warning";

/** What a diagnostic is about: `variable` `limits`, at `resolve.rule[0].value`. */
export interface DiagnosticTarget {
  /** What kind of thing it is about. */
  readonly kind: "workspace" | "manifest" | "qualifier" | "variable" | "catalog" | "schema" | "custom-lint" | "fixture";
  /** The id of that thing; absent where there is only one. */
  readonly id?: string;
  /** The dotted path of the field in it. */
  readonly field?: string;
}

/** Another place that helps to understand a diagnostic. */
export interface RelatedPlace {
  /** A sentence for a person. */
  readonly message: string;
  /** Relative to the workspace. */
  readonly path: string;
  /** The part of the file. */
  readonly range: Range;
}

/** One mistake, where it stands and the way out. */
export interface Diagnostic {
  /** `rototo/<kebab-case>`, or the code a custom lint gave. Stable. */
  readonly code: string;
  /** Whether it keeps a workspace from being used. */
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly help?: string;
  /** Workspace-relative path; the empty string is the workspace itself. */
  readonly path: string;
  /** The part of the file that it points to. */
  readonly range: Range;
  /** What in the workspace it is about. */
  readonly target: DiagnosticTarget;
  /** Other places that help to understand it. */
  readonly related?: readonly RelatedPlace[];
}
