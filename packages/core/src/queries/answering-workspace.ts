import { environmentRequired } from "../resolve/missing-input.js";
import { AnsweringScope } from "./answering-scope.js";
import type { LinkedVersion } from "./linked-version.js";
import type { EnvironmentOption, ResolveOptions } from "./resolve-options.js";
import type { WorkspaceDeclaration } from "./workspace-declaration.js";
import type { WorkspaceQueries } from "./workspace-queries.js";

/** What answers now. Assigning `linked` is the whole of a change to another version. */
export interface Serving {
  /** The version that answers now. */
  readonly linked: LinkedVersion;
}

class Answering {
  readonly #serving: Serving;

  constructor(serving: Serving) {
    this.#serving = serving;
  }

  get environments(): readonly string[] | undefined {
    return this.#serving.linked.resolver.environments;
  }

  get variableIds(): readonly string[] {
    return this.#serving.linked.resolver.variableIds;
  }

  get qualifierIds(): readonly string[] {
    return this.#serving.linked.resolver.qualifierIds;
  }

  resolveVariable(id: string, second: unknown, third?: unknown, fourth?: ResolveOptions): unknown {
    const { linked } = this.#serving;
    if (isContext(second)) return linked.resolveVariable(id, undefined, second, third as ResolveOptions | undefined);
    return linked.resolveVariable(id, second as string | undefined, third, fourth);
  }

  resolveQualifier(id: string, context: unknown, options?: ResolveOptions & EnvironmentOption<string>): unknown {
    return this.#serving.linked.resolveQualifier(id, context, options);
  }

  resolveAll(first: unknown, second?: unknown, third?: ResolveOptions): readonly unknown[] {
    return this.#scopeForVariables(first, second, third).resolveAll();
  }

  trace(id: string, second: unknown, third?: unknown, fourth?: ResolveOptions): unknown {
    return this.#scopeForVariables(second, third, fourth).trace(id);
  }

  traceQualifier(id: string, context: unknown, options?: ResolveOptions & EnvironmentOption<string>): unknown {
    return this.#serving.linked.traceQualifier(id, context, options);
  }

  scope(first: unknown, second?: unknown, third?: ResolveOptions): AnsweringScope {
    const { linked } = this.#serving;
    return isContext(first)
      ? new AnsweringScope(linked, undefined, first, second as ResolveOptions | undefined)
      : new AnsweringScope(linked, first as string | undefined, second, third);
  }

  /** Variables need an environment where there are some: that is told before what is wrong with the context. */
  #scopeForVariables(first: unknown, second?: unknown, third?: ResolveOptions): AnsweringScope {
    const { environments } = this;
    if (environments && (first === undefined || isContext(first))) throw environmentRequired(environments);
    return this.scope(first, second, third);
  }
}

/**
 * What answers the questions of {@link WorkspaceQueries}, to build on: `Workspace` of the
 * SDK and all others are it. That interface has the types of its methods.
 */
export const AnsweringWorkspace = Answering as unknown as new <D extends WorkspaceDeclaration>(
  serving: Serving,
) => WorkspaceQueries<D>;

/** An environment is a string or `undefined`: an object in its place is the context of a call without one. */
function isContext(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
