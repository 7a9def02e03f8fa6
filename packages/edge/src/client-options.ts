import type { Instant, WorkspaceResolver } from "@rototo/core/queries";
import type { SchemaEngine } from "@rototo/core/resolve";

/** All durations are in ms. */
export interface ClientOptions {
  /**
   * Checks contexts against the context schema: `interpreterEngine` of
   * `@rototo/edge/interpreter`, which is larger than all the rest. `false` takes every
   * context as it is, now and when a later version has a context schema.
   */
  readonly schemaEngine: SchemaEngine | false;
  /**
   * A request that finds the snapshot confirmed longer ago than this starts asking for a newer one.
   *
   * @defaultValue 60,000
   */
  readonly maxAgeMs?: number | undefined;
  /**
   * After how long without word from the source the status says `stale`. It changes no answer.
   *
   * @defaultValue never stale
   */
  readonly maxStalenessMs?: number | undefined;
  /**
   * For one exchange with the source, redirects and body included.
   *
   * @defaultValue 5,000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How large the snapshot's text may be, in bytes.
   *
   * @defaultValue 10 MiB
   */
  readonly maxBytes?: number | undefined;
  /** Sent as a bearer token, to the origin of the URL only. */
  readonly token?: string | undefined;
  /** Answers while the first load has failed and until one succeeds. It is read when it is needed. */
  readonly fallback?: Fallback | undefined;
  /**
   * What makes requests: a service binding of the platform, say.
   *
   * @defaultValue the global `fetch`
   */
  readonly fetch?: SnapshotFetch | undefined;
  /**
   * The current instant, in ms since 1970 or as a `Date`: for `rototo.now` and for ages.
   *
   * @defaultValue `Date.now`
   */
  readonly now?: (() => Instant) | undefined;
  /**
   * Draws from 0 (inclusive) to 1 (exclusive), to spread attempts after a failure.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
}

/**
 * A snapshot that is deployed with the program: its JSON as text or parsed, or the
 * module that `rototo build --format esm` wrote, whole (`import * as`) or its default
 * export. A module brings its own clock and its own check of contexts.
 */
export type Fallback = string | Readonly<Record<string, unknown>> | SnapshotModule | ModuleResolver;

/** What a snapshot module exports, among other things. */
export interface SnapshotModule {
  /** What the module answers with. */
  readonly default: ModuleResolver;
}

/** A `WorkspaceResolver` whose types are those of one workspace, which nobody knows here. */
export type ModuleResolver = { readonly [Member in keyof WorkspaceResolver]: unknown };

/** What of `fetch` a client uses. */
export type SnapshotFetch = (url: string, init: SnapshotFetchInit) => Promise<Response>;

/** What a request is made with. A redirect must be handed back, not followed. */
export interface SnapshotFetchInit {
  /** The headers to send. */
  readonly headers: Record<string, string>;
  /** The client decides itself where a redirect may lead. */
  readonly redirect: "manual";
  /** Aborts the request after `timeoutMs`. */
  readonly signal: AbortSignal;
}
