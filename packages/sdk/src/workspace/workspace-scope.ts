import type { Scope } from "@rototo/core";
import type { LinkedVersion } from "./linked-version.js";
import { hasFallback, type FallbackOption, type ResolveOptions } from "./resolve-options.js";
import type {
  FallbackResolution,
  QualifierResolution,
  TracedQualifier,
  TracedVariable,
  VariableResolution,
} from "./resolution.js";
import type { VariableId, VariableValue, WorkspaceDeclaration } from "./workspace-declaration.js";

/**
 * Answers for one request: one workspace version, environment, context and instant,
 * whatever is refreshed meanwhile. Made by `scope()` of a workspace.
 */
export class WorkspaceScope<D extends WorkspaceDeclaration> {
  /** The version that answers. */
  readonly fingerprint: string;
  readonly environment: D["environment"];
  readonly #linked: LinkedVersion;
  readonly #scope: Scope;

  /** For the package alone. */
  constructor(
    linked: LinkedVersion,
    environment: string | undefined,
    context: unknown,
    options: ResolveOptions | undefined,
  ) {
    this.#linked = linked;
    this.#scope = linked.openScope(environment, context, options);
    this.environment = environment;
    this.fingerprint = linked.version.fingerprint;
  }

  /** Resolves a variable. With `fallback`, gives that instead of throwing. */
  resolveVariable<Id extends VariableId<D>, Fallback>(
    id: Id,
    options: FallbackOption<Fallback>,
  ): VariableResolution<Id, VariableValue<D, Id>> | FallbackResolution<Id, Fallback>;
  resolveVariable<Id extends VariableId<D>>(id: Id): VariableResolution<Id, VariableValue<D, Id>>;
  resolveVariable(id: string, options?: FallbackOption<unknown>): unknown {
    if (!hasFallback(options)) return this.#linked.resolveInScope(this.#scope, id, this.environment);
    const startedMs = performance.now();
    try {
      return this.#linked.resolveInScope(this.#scope, id, this.environment);
    } catch (error) {
      return this.#linked.fallBack(id, this.environment, options.fallback, error, startedMs);
    }
  }

  resolveQualifier<Id extends D["qualifier"]>(id: Id): QualifierResolution<Id> {
    return this.#linked.resolveQualifierInScope(this.#scope, id, this.environment) as QualifierResolution<Id>;
  }

  /** Every variable, in id order. */
  resolveAll(): readonly VariableResolution<VariableId<D>, VariableValue<D, VariableId<D>>>[] {
    const ids = this.#linked.resolver.variableIds as readonly VariableId<D>[];
    return ids.map((id) => this.resolveVariable(id));
  }

  /** Resolves a variable and explains how. For people: several times slower, and not recorded. */
  trace<Id extends VariableId<D>>(id: Id): TracedVariable<Id, VariableValue<D, Id>> {
    return this.#scope.traceVariable(id) as TracedVariable<Id, VariableValue<D, Id>>;
  }

  /** Resolves a qualifier and explains how. */
  traceQualifier<Id extends D["qualifier"]>(id: Id): TracedQualifier<Id> {
    return this.#scope.traceQualifier(id) as TracedQualifier<Id>;
  }
}
