import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { openOnce } from "../record/open-once.js";
import { readInstant } from "../resolve/read-instant.js";
import type { QualifierResolution, Resolution } from "../resolve/resolution.js";
import type { Resolver, Scope, ScopeOptions, TracedQualifierResolution } from "../resolve/resolver.js";
import type { AnswerRecorder } from "./answer-recorder.js";
import type { FallbackResolution } from "./resolution.js";
import {
  hasFallback,
  readQualifierOptions,
  readScopeOptions,
  readVariableOptions,
  type EnvironmentOption,
  type Instant,
  type ResolveOptions,
} from "./resolve-options.js";

/** The options of a question about a qualifier, when there are any. */
type QuestionAboutQualifier = (ResolveOptions & EnvironmentOption<string>) | undefined;

/** A workspace version, compiled, and the name that its source gives it. */
export interface CompiledVersion {
  /** What tells this version from others. */
  readonly fingerprint: string;
  /** The compiled workspace. */
  readonly compiled: CompiledWorkspace;
}

/** What a version answers with. */
export interface LinkedVersionOptions {
  /** What `link` made of the version. */
  readonly resolver: Resolver;
  /** The current instant. Without it, or a question's own, reaching `rototo.now` throws `instant-required`. */
  readonly now: (() => Instant) | undefined;
  /** What records the answers; absent when nothing does. */
  readonly recorder?: AnswerRecorder | undefined;
}

/** One version that answers, and records what it answered where it has a recorder. */
export class LinkedVersion<Version extends CompiledVersion = CompiledVersion> {
  /** The version that answers. */
  readonly version: Version;
  /** What `link` made of the version. */
  readonly resolver: Resolver;
  readonly #recorder: AnswerRecorder | undefined;
  /** `undefined` when no qualifier asks for the instant, which saves reading the clock. */
  readonly #now: (() => Instant) | undefined;

  constructor(version: Version, { resolver, now, recorder }: LinkedVersionOptions) {
    this.version = version;
    this.resolver = resolver;
    this.#recorder = recorder;
    this.#now = readsNow(version.compiled) ? now : undefined;
  }

  /** Resolves a variable. */
  resolveVariable(
    id: string,
    environment: string | undefined,
    context: unknown,
    options: ResolveOptions | undefined,
  ): Resolution | FallbackResolution {
    if (options === undefined) return this.#resolve(id, environment, context, this.#atInstant(undefined));
    const asked = readVariableOptions(options);
    if (!hasFallback(options)) return this.#resolve(id, environment, context, this.#atInstant(asked));
    const startedMs = this.readClock();
    try {
      return this.#resolve(id, environment, context, this.#atInstant(asked));
    } catch (error) {
      return this.fallBack(id, environment, options.fallback, error, startedMs);
    }
  }

  #resolve(
    id: string,
    environment: string | undefined,
    context: unknown,
    options: ScopeOptions | undefined,
  ): Resolution {
    const recorder = this.#recorder;
    if (recorder?.samplesVariable(id) !== true) {
      return this.resolver.resolveVariable(id, environment, context, options);
    }
    const startedMs = recorder.readClock();
    const scope = openOnce(this.resolver, environment, context, options);
    const resolution = scope.resolveVariable(id);
    recorder.recordVariable(scope, environment, resolution, startedMs);
    return resolution;
  }

  /** Resolves a qualifier. */
  resolveQualifier(id: string, context: unknown, options: QuestionAboutQualifier): QualifierResolution {
    const asked = readQualifierOptions(options);
    const environment = asked?.environment;
    const scope = openOnce(this.resolver, environment, context, this.#atInstant(asked), "qualifier");
    return this.resolveQualifierInScope(scope, id, environment);
  }

  /** Prepares many answers for one context. */
  openScope(environment: string | undefined, context: unknown, options: ResolveOptions | undefined): Scope {
    return this.resolver.scope(environment, context, this.#atInstant(readScopeOptions(options)));
  }

  /** Resolves a qualifier and explains how. */
  traceQualifier(id: string, context: unknown, options: QuestionAboutQualifier): TracedQualifierResolution {
    const asked = readQualifierOptions(options);
    return this.resolver.scope(asked?.environment, context, this.#atInstant(asked)).traceQualifier(id);
  }

  /** Resolves a variable in a scope. */
  resolveInScope(scope: Scope, id: string, environment: string | undefined): Resolution {
    const recorder = this.#recorder;
    if (recorder?.samplesVariable(id) !== true) return scope.resolveVariable(id);
    const startedMs = recorder.readClock();
    const resolution = scope.resolveVariable(id);
    recorder.recordVariable(scope, environment, resolution, startedMs);
    return resolution;
  }

  /** Resolves a qualifier in a scope. */
  resolveQualifierInScope(scope: Scope, id: string, environment: string | undefined): QualifierResolution {
    const recorder = this.#recorder;
    if (recorder?.samplesQualifier(id) !== true) return scope.resolveQualifier(id);
    const startedMs = recorder.readClock();
    const resolution = scope.resolveQualifier(id);
    recorder.recordQualifier(scope, environment, resolution, startedMs);
    return resolution;
  }

  /** When a question began that may end in {@link fallBack}, which alone asks for it. */
  readClock(): number {
    return this.#recorder?.readClock() ?? 0;
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

  /** The options with the clock's instant, where they have none and one may be read. */
  #atInstant(options: ScopeOptions | undefined): ScopeOptions | undefined {
    return this.#now === undefined || options?.now !== undefined
      ? options
      : { ...options, now: readInstant(this.#now()) };
  }
}

function readsNow({ qualifiers }: CompiledWorkspace): boolean {
  return qualifiers.some(({ predicates }) => predicates.some(({ attribute }) => attribute === "rototo.now"));
}
