import type { QualifierResolution, QualifierTrace, Resolution, ResolutionTrace } from "./resolution.js";

/** How to read the context, and by which instant to answer. */
export interface ScopeOptions {
  /**
   * `false` skips the context schema, for tools; the context must be plain JSON data all
   * the same.
   *
   * @defaultValue true
   */
  readonly validateContext?: boolean | undefined;
  /**
   * The instant that `rototo.now` names, in milliseconds since 1970 or as a `Date`, in
   * the years 0 to 9999. Core has no clock: an evaluation that reads `rototo.now` without
   * it throws `instant-required`.
   */
  readonly now?: number | Date | undefined;
}

/**
 * Answers for one workspace version: pure and synchronous, and equal questions get equal answers.
 * A context is never written to. A scope reads each property of it once; `resolveVariable` may read one again.
 *
 * Each method throws `RototoError` for a bad question: `environment-required`
 * (`details.environments`), `instant-required`, `environment-unknown`, `variable-not-found` and
 * `qualifier-not-found` (`details.suggestions`), `context-invalid`
 * (`details.violations`, each with pointer, message and keyword). Checks come in the
 * order environment, context, id; `instant-required`, and `environment-required` for a
 * qualifier, when evaluation reaches what reads it, be it for `exists`. An option of the
 * wrong kind is a `TypeError`, an instant out of range a `RangeError`. `value-invalid` and `workspace-invalid` come only
 * from an unlinted workspace, or where `link` was not given the schema engine it needs.
 */
export interface Resolver {
  /** In manifest order; `undefined` when the workspace has none. */
  readonly environments: readonly string[] | undefined;
  /** In id order. */
  readonly variableIds: readonly string[];
  /** In id order. */
  readonly qualifierIds: readonly string[];
  /** Resolves a variable. */
  resolveVariable(id: string, environment: string | undefined, context: unknown, options?: ScopeOptions): Resolution;
  /** Resolves a qualifier. */
  resolveQualifier(
    id: string,
    context: unknown,
    options?: ScopeOptions & { readonly environment?: string | undefined },
  ): QualifierResolution;
  /** Prepares many answers for one context: it is copied and validated here, once. */
  scope(environment: string | undefined, context: unknown, options?: ScopeOptions): Scope;
}

/**
 * One environment, one context, one instant. Each qualifier is evaluated at most
 * once. A scope without an environment answers for qualifiers everywhere, and for
 * variables where the workspace has no environments.
 */
export interface Scope {
  /** Resolves a variable. */
  resolveVariable(id: string): Resolution;
  /** Resolves a qualifier. */
  resolveQualifier(id: string): QualifierResolution;
  /** All of them, in id order. */
  resolveVariables(): Resolution[];
  /** All of them, in id order. */
  resolveQualifiers(): QualifierResolution[];
  /** Resolves a variable and explains how. */
  traceVariable(id: string): TracedResolution;
  /** Resolves a qualifier and explains how. */
  traceQualifier(id: string): TracedQualifierResolution;
}

/** A resolution and how it came about. */
export interface TracedResolution {
  /** The answer. */
  readonly resolution: Resolution;
  /** How the answer came about. */
  readonly trace: ResolutionTrace;
}

/** The answer for a qualifier, and how it came about. */
export interface TracedQualifierResolution {
  /** The answer. */
  readonly resolution: QualifierResolution;
  /** Every qualifier evaluated, the asked one first. */
  readonly trace: { readonly qualifiers: readonly QualifierTrace[] };
}
