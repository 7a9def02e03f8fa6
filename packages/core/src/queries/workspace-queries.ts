import type {
  FallbackResolution,
  QualifierResolution,
  TracedQualifier,
  TracedVariable,
  VariableResolution,
} from "./resolution.js";
import type { EnvironmentOption, FallbackOption, ResolveOptions } from "./resolve-options.js";
import type {
  AnyWorkspace,
  ContextAlone,
  VariableId,
  VariableValue,
  WorkspaceDeclaration,
} from "./workspace-declaration.js";

/** The options of a question about a qualifier. */
export type QualifierOptions<D extends WorkspaceDeclaration> = ResolveOptions & EnvironmentOption<D["environment"]>;

/** The answer for a variable, with the type of its value. */
type Answer<D extends WorkspaceDeclaration, Id extends VariableId<D>> = VariableResolution<Id, VariableValue<D, Id>>;

/**
 * The questions that a workspace answers, wherever it comes from: the SDK, a snapshot
 * at the edge, or a module. All are synchronous, and none does I/O.
 *
 * Without environments the environment is `undefined`, or left out. They throw
 * `RototoError`: `environment-required`, `environment-unknown`, `instant-required`, `context-invalid`
 * (`details.violations`), `variable-not-found` and `qualifier-not-found`
 * (`details.suggestions`); `value-invalid` only where lint was skipped. A wrong option is a `TypeError` or a
 * `RangeError` that names it.
 */
export interface WorkspaceQueries<D extends WorkspaceDeclaration = AnyWorkspace> {
  /**
   * There is no such property. Its type has TypeScript compare two of these by what they answer, so that one with a
   * declaration is taken where any will do. It stands first, because TypeScript compares in this order.
   */
  readonly "~declared"?: { readonly [Id in keyof D["variables"]]: unknown };
  /** In manifest order; `undefined` when the workspace has none. */
  readonly environments: readonly NonNullable<D["environment"]>[] | undefined;
  /** In id order. */
  readonly variableIds: readonly VariableId<D>[];
  /** In id order. */
  readonly qualifierIds: readonly D["qualifier"][];

  /** Resolves a variable. With `fallback`, gives that instead of throwing. */
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Answer<D, Id> | FallbackResolution<Id, Fallback>;
  /** Resolves a variable. */
  resolveVariable<Id extends VariableId<D>>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): Answer<D, Id>;
  /** Resolves a variable. */
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    context: ContextAlone<D>,
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Answer<D, Id> | FallbackResolution<Id, Fallback>;
  /** Resolves a variable. */
  resolveVariable<Id extends VariableId<D>>(id: Id, context: ContextAlone<D>, options?: ResolveOptions): Answer<D, Id>;

  /** Resolves a qualifier. */
  resolveQualifier<Id extends D["qualifier"]>(
    id: Id,
    context: D["context"],
    options?: QualifierOptions<D>,
  ): QualifierResolution<Id>;

  /** Every variable, in id order. */
  resolveAll(
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): readonly Answer<D, VariableId<D>>[];
  /** Every variable, in id order, where the workspace has no environments. */
  resolveAll(context: ContextAlone<D>, options?: ResolveOptions): readonly Answer<D, VariableId<D>>[];

  /** Resolves a variable and explains how. For people: several times slower, and not recorded. */
  trace<Id extends VariableId<D>>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): TracedVariable<Id, VariableValue<D, Id>>;
  /** Resolves a variable and explains how, where the workspace has no environments. */
  trace<Id extends VariableId<D>>(
    id: Id,
    context: ContextAlone<D>,
    options?: ResolveOptions,
  ): TracedVariable<Id, VariableValue<D, Id>>;

  /** Resolves a qualifier and explains how. */
  traceQualifier<Id extends D["qualifier"]>(
    id: Id,
    context: D["context"],
    options?: QualifierOptions<D>,
  ): TracedQualifier<Id>;

  /**
   * Prepares many answers for one request: the context is copied and validated here,
   * once; one version and one instant answer all; each qualifier is evaluated once.
   *
   * @example
   * ```ts
   * import type { WorkspaceQueries } from "@rototo/core/queries";
   *
   * declare const workspace: WorkspaceQueries;
   * const scope = workspace.scope("prod", { account: { plan: "team" } });
   * const isPaying = scope.resolveQualifier("paying").value;
   * const seats = scope.resolveVariable("max-seats").value;
   * ```
   */
  scope(environment: D["environment"], context: D["context"], options?: ResolveOptions): WorkspaceScope<D>;
  /** Prepares many answers for one request, where the workspace has no environments. */
  scope(context: ContextAlone<D>, options?: ResolveOptions): WorkspaceScope<D>;
}

/**
 * Answers for one request: one workspace version, environment, context and instant,
 * whatever is refreshed meanwhile. Made by `scope()` of a workspace.
 */
export interface WorkspaceScope<D extends WorkspaceDeclaration = AnyWorkspace> {
  /** As in {@link WorkspaceQueries}. */
  readonly "~declared"?: { readonly [Id in keyof D["variables"]]: unknown };
  /** The version that answers. */
  readonly fingerprint: string;
  /** The environment that it answers for. */
  readonly environment: D["environment"];

  /** Resolves a variable. With `fallback`, gives that instead of throwing. */
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    options: FallbackOption<Fallback>,
  ): Answer<D, Id> | FallbackResolution<Id, Fallback>;
  /** Resolves a variable. */
  resolveVariable<Id extends VariableId<D>>(id: Id): Answer<D, Id>;

  /** Resolves a qualifier. */
  resolveQualifier<Id extends D["qualifier"]>(id: Id): QualifierResolution<Id>;

  /** Every variable, in id order. */
  resolveAll(): readonly Answer<D, VariableId<D>>[];

  /** Resolves a variable and explains how. For people: several times slower, and not recorded. */
  trace<Id extends VariableId<D>>(id: Id): TracedVariable<Id, VariableValue<D, Id>>;

  /** Resolves a qualifier and explains how. */
  traceQualifier<Id extends D["qualifier"]>(id: Id): TracedQualifier<Id>;
}
