import {
  linkUnlinted,
  openOnce,
  RototoError,
  type CompiledWorkspace,
  type QualifierResolution,
  type Resolution,
  type Resolver,
  type SchemaEngine,
  type Scope,
} from "@rototo/core";
import type { VersionRecorder } from "../records/version-recorder.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import type { FallbackResolution } from "./resolution.js";
import { hasFallback, type ResolveOptions } from "./resolve-options.js";

export interface LinkedVersionOptions {
  readonly schemaEngine: SchemaEngine;
  /** The current instant in ms since the epoch. */
  readonly now: () => number;
  readonly recorder: VersionRecorder | undefined;
}

/** One version that answers and records what it answered. What the public classes share. */
export class LinkedVersion {
  readonly version: WorkspaceVersion;
  readonly resolver: Resolver;
  readonly #recorder: VersionRecorder | undefined;
  /** `undefined` when no qualifier asks for the instant, which saves reading the clock. */
  readonly #now: (() => number) | undefined;

  constructor(version: WorkspaceVersion, { schemaEngine, now, recorder }: LinkedVersionOptions) {
    this.version = version;
    this.resolver = linkUnlinted(version.compiled, { schemaEngine });
    this.#recorder = recorder;
    this.#now = readsNow(version.compiled) ? now : undefined;
  }

  resolveVariable(
    id: string,
    environment: string | undefined,
    context: unknown,
    options: ResolveOptions | undefined,
  ): Resolution | FallbackResolution {
    if (hasFallback(options)) {
      const startedMs = performance.now();
      try {
        return this.#resolve(id, environment, context, options);
      } catch (error) {
        return this.fallBack(id, environment, options.fallback, error, startedMs);
      }
    }
    return this.#resolve(id, environment, context, options);
  }

  #resolve(
    id: string,
    environment: string | undefined,
    context: unknown,
    options: ResolveOptions | undefined,
  ): Resolution {
    const recorder = this.#recorder;
    if (recorder?.samplesVariable(id) !== true) {
      return this.resolver.resolveVariable(id, environment, context, this.#withInstant(options));
    }
    const startedMs = performance.now();
    const scope = openOnce(this.resolver, environment, context, this.#withInstant(options));
    const resolution = scope.resolveVariable(id);
    recorder.recordVariable(scope, environment, resolution, startedMs);
    return resolution;
  }

  resolveQualifier(
    id: string,
    context: unknown,
    options: (ResolveOptions & { readonly environment?: string | undefined }) | undefined,
  ): QualifierResolution {
    const environment = options?.environment;
    const scope = openOnce(this.resolver, environment, context, this.#withInstant(options), "qualifier");
    return this.resolveQualifierInScope(scope, id, environment);
  }

  openScope(environment: string | undefined, context: unknown, options: ResolveOptions | undefined): Scope {
    return this.resolver.scope(environment, context, this.#withInstant(options));
  }

  resolveInScope(scope: Scope, id: string, environment: string | undefined): Resolution {
    const recorder = this.#recorder;
    if (recorder?.samplesVariable(id) !== true) return scope.resolveVariable(id);
    const startedMs = performance.now();
    const resolution = scope.resolveVariable(id);
    recorder.recordVariable(scope, environment, resolution, startedMs);
    return resolution;
  }

  resolveQualifierInScope(scope: Scope, id: string, environment: string | undefined): QualifierResolution {
    const recorder = this.#recorder;
    if (recorder?.samplesQualifier(id) !== true) return scope.resolveQualifier(id);
    const startedMs = performance.now();
    const resolution = scope.resolveQualifier(id);
    recorder.recordQualifier(scope, environment, resolution, startedMs);
    return resolution;
  }

  /** The caller's own value, with the reason why; rethrows what is not a mistake in the question or the workspace. */
  fallBack(
    id: string,
    environment: string | undefined,
    fallback: unknown,
    error: unknown,
    startedMs: number,
  ): FallbackResolution {
    if (!(error instanceof RototoError)) throw error;
    const recorder = this.#recorder;
    if (recorder?.samplesVariable(id) === true) recorder.recordFallback(id, environment, fallback, error, startedMs);
    const asked = environment === undefined ? undefined : { environment };
    return { id, ...asked, valueKey: undefined, value: fallback, reason: "caller_fallback", error };
  }

  #withInstant(options: ResolveOptions | undefined): ResolveOptions | undefined {
    return this.#now === undefined || options?.now !== undefined ? options : { ...options, now: this.#now() };
  }
}

function readsNow({ qualifiers }: CompiledWorkspace): boolean {
  return qualifiers.some(({ predicates }) => predicates.some(({ attribute }) => attribute === "rototo.now"));
}
