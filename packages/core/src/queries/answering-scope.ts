import type { Scope } from "../resolve/resolver.js";
import type { LinkedVersion } from "./linked-version.js";
import { hasFallback, readFallbackOptions, type ResolveOptions } from "./resolve-options.js";

/** Implements `WorkspaceScope`, which has the types and says what each method promises. */
export class AnsweringScope {
  readonly fingerprint: string;
  readonly environment: string | undefined;
  readonly #linked: LinkedVersion;
  readonly #scope: Scope;

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

  resolveVariable(id: string, options?: object): unknown {
    if (options === undefined) return this.#linked.resolveInScope(this.#scope, id, this.environment);
    readFallbackOptions(options);
    if (!hasFallback(options)) return this.#linked.resolveInScope(this.#scope, id, this.environment);
    const startedMs = this.#linked.readClock();
    try {
      return this.#linked.resolveInScope(this.#scope, id, this.environment);
    } catch (error) {
      return this.#linked.fallBack(id, this.environment, options.fallback, error, startedMs);
    }
  }

  resolveQualifier(id: string): unknown {
    return this.#linked.resolveQualifierInScope(this.#scope, id, this.environment);
  }

  resolveAll(): readonly unknown[] {
    return this.#linked.resolver.variableIds.map((id) => this.resolveVariable(id));
  }

  trace(id: string): unknown {
    return this.#scope.traceVariable(id);
  }

  traceQualifier(id: string): unknown {
    return this.#scope.traceQualifier(id);
  }
}
