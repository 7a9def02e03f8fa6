import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import type { SinkStatistics } from "../records/evaluation-sink.js";
import type { LinkedVersion } from "./linked-version.js";
import type { FallbackOption, ResolveOptions } from "./resolve-options.js";
import type {
  FallbackResolution,
  QualifierResolution,
  TracedQualifier,
  TracedVariable,
  VariableResolution,
} from "./resolution.js";
import type { ContextAlone, VariableId, VariableValue, WorkspaceDeclaration } from "./workspace-declaration.js";
import { WorkspaceScope } from "./workspace-scope.js";

/** The options of a question about a qualifier. The environment matters only to one that reads `rototo.environment`. */
export type QualifierOptions<D extends WorkspaceDeclaration> = ResolveOptions & {
  readonly environment?: D["environment"];
};

type Resolution<D extends WorkspaceDeclaration, Id extends VariableId<D>> = VariableResolution<
  Id,
  VariableValue<D, Id>
>;

/**
 * The questions that a workspace answers. All are synchronous, and none does I/O.
 *
 * Without environments the environment is `undefined`, or left out. They throw
 * `RototoError`: `environment-required`, `environment-unknown`, `context-invalid`
 * (`details.violations`), `variable-not-found` and `qualifier-not-found`
 * (`details.suggestions`); `value-invalid` only where lint was skipped.
 */
export abstract class WorkspaceQueries<D extends WorkspaceDeclaration> {
  /** The version that answers. */
  protected abstract readonly linked: LinkedVersion;
  protected abstract readonly recorder: EvaluationRecorder | undefined;

  /** Resolves a variable. With `fallback`, gives that instead of throwing. */
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Resolution<D, Id> | FallbackResolution<Id, Fallback>;
  resolveVariable<Id extends VariableId<D>>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): Resolution<D, Id>;
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    context: ContextAlone<D>,
    options: ResolveOptions & FallbackOption<Fallback>,
  ): Resolution<D, Id> | FallbackResolution<Id, Fallback>;
  resolveVariable<Id extends VariableId<D>>(
    id: Id,
    context: ContextAlone<D>,
    options?: ResolveOptions,
  ): Resolution<D, Id>;
  resolveVariable(id: string, second: unknown, third?: unknown, fourth?: ResolveOptions): unknown {
    if (isContext(second)) return this.linked.resolveVariable(id, undefined, second, third as ResolveOptions);
    return this.linked.resolveVariable(id, second as string | undefined, third, fourth);
  }

  resolveQualifier<Id extends D["qualifier"]>(
    id: Id,
    context: D["context"],
    options?: QualifierOptions<D>,
  ): QualifierResolution<Id> {
    return this.linked.resolveQualifier(id, context, options) as QualifierResolution<Id>;
  }

  /** Every variable, in id order. */
  resolveAll(
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): readonly Resolution<D, VariableId<D>>[];
  resolveAll(context: ContextAlone<D>, options?: ResolveOptions): readonly Resolution<D, VariableId<D>>[];
  resolveAll(first: unknown, second?: unknown, third?: ResolveOptions): readonly unknown[] {
    return this.#openScope(first, second, third).resolveAll();
  }

  /** Resolves a variable and explains how. For people: several times slower, and not recorded. */
  trace<Id extends VariableId<D>>(
    id: Id,
    environment: D["environment"],
    context: D["context"],
    options?: ResolveOptions,
  ): TracedVariable<Id, VariableValue<D, Id>>;
  trace<Id extends VariableId<D>>(
    id: Id,
    context: ContextAlone<D>,
    options?: ResolveOptions,
  ): TracedVariable<Id, VariableValue<D, Id>>;
  trace(id: string, second: unknown, third?: unknown, fourth?: ResolveOptions): unknown {
    return this.#openScope(second, third, fourth).trace(id as VariableId<D>);
  }

  /** Resolves a qualifier and explains how. */
  traceQualifier<Id extends D["qualifier"]>(
    id: Id,
    context: D["context"],
    options?: QualifierOptions<D>,
  ): TracedQualifier<Id> {
    return this.#openScope(options?.environment, context, options).traceQualifier(id);
  }

  /**
   * Prepares many answers for one request: the context is copied and validated here,
   * once; one version and one instant answer all; each qualifier is evaluated once.
   */
  scope(environment: D["environment"], context: D["context"], options?: ResolveOptions): WorkspaceScope<D>;
  scope(context: ContextAlone<D>, options?: ResolveOptions): WorkspaceScope<D>;
  scope(first: unknown, second?: unknown, third?: ResolveOptions): WorkspaceScope<D> {
    return this.#openScope(first, second, third);
  }

  /** What became of the records, by sink in the order of the options; empty without records. */
  recordStatistics(): readonly SinkStatistics[] {
    return this.recorder?.statistics() ?? [];
  }

  /**
   * Resolves when every record made so far is written, failed or dropped, or after two seconds. A loop that never waits
   * for anything else gives the sinks no turn: it calls this now and then, or its queues fill.
   */
  async flushRecords(): Promise<void> {
    await this.recorder?.flush();
  }

  #openScope(first: unknown, second: unknown, third: ResolveOptions | undefined): WorkspaceScope<D> {
    return isContext(first)
      ? new WorkspaceScope<D>(this.linked, undefined, first, second as ResolveOptions | undefined)
      : new WorkspaceScope<D>(this.linked, first as string | undefined, second, third);
  }
}

/** An environment is a string or `undefined`: an object in its place is the context of a call without one. */
function isContext(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
