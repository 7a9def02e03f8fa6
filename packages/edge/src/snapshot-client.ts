import { backOff } from "@rototo/core/refresh";
import { link, type LinkOptions, type Resolver, type RototoError } from "@rototo/core/resolve";
import type { Fallback } from "./client-options.js";
import { fetchSnapshot, type FetchedSnapshot, type SnapshotRequest } from "./fetch-snapshot.js";
import { readFallback } from "./read-fallback.js";
import { FIRST_STATE, isStale, nextState, type RefreshState, type RefreshStatus } from "./refresh-state.js";
import { sourceFailure } from "./source-failure.js";

/** Keeps the snapshot of one URL fresh while requests come. */
export interface SnapshotClient {
  /**
   * Answers from one version, for good. The first call loads it; while nothing could
   * be loaded, each call tries again, or gets the fallback. Later calls return
   * what there is at once. When that is older than `maxAgeMs`, one of them
   * starts asking for a newer one in the background; a failure changes no answer, and is
   * followed by a pause of 5 s to 5 min.
   *
   * @param request What keeps the background alive beyond the answer, where the platform has it: the `ctx` of a
   *   Worker, for one.
   * @throws {RototoError} why there is nothing to answer from: `snapshot-invalid`, `workspace-not-found` or one of
   *   `source-…`.
   */
  resolver(request?: RequestLifetime): Promise<Resolver>;
  /**
   * Asks the source now, or joins who is asking.
   *
   * @throws {RototoError} why it failed; what was served before still is.
   */
  refreshNow(request?: RequestLifetime): Promise<RefreshOutcome>;
  /** How refreshing goes: for health checks. */
  status(): RefreshStatus;
}

export type RefreshOutcome = "unchanged" | "refreshed";

/** The request on whose account something is done. */
export interface RequestLifetime {
  waitUntil?(promise: Promise<unknown>): void;
}

export interface RefreshingClientOptions {
  readonly request: SnapshotRequest;
  readonly linkOptions: LinkOptions;
  readonly fallback: Fallback | undefined;
  readonly maxAgeMs: number;
  readonly maxStalenessMs: number | undefined;
  readonly now: () => number;
  readonly random: () => number;
}

/** One exchange with the source, which lives in the request that began it. */
interface Attempt {
  readonly number: number;
  readonly startedAt: number;
  /** Never rejects by itself. */
  readonly settled: Promise<SettledAttempt>;
}

type SettledAttempt = { readonly outcome: RefreshOutcome } | { readonly error: unknown };

/** What is served; `fetched` is missing for the fallback. */
interface Serving {
  readonly resolver: Resolver;
  readonly fetched?: FetchedSnapshot;
}

/** How much longer than its time limit an attempt may seem to take, in ms: for verifying, and for late timers. */
const GRACE_MS = 1_000;

export class RefreshingClient implements SnapshotClient {
  readonly #options: RefreshingClientOptions;
  #serving: Serving | undefined;
  #state: RefreshState = FIRST_STATE;
  /** From when on the source is to be asked again. */
  #dueAt = -Infinity;
  #attempt: Attempt | undefined;
  #attempts = 0;
  /** The number of the latest attempt that succeeded. */
  #servedBy = 0;

  constructor(options: RefreshingClientOptions) {
    this.#options = options;
  }

  async resolver(request?: RequestLifetime): Promise<Resolver> {
    if (this.#serving === undefined) {
      await this.refreshNow(request).catch((error: unknown) => {
        if (this.#serving === undefined) throw error;
      });
    } else if (this.#options.now() >= this.#dueAt && this.#livingAttempt() === undefined) {
      this.#begin(request);
    }
    return (this.#serving as Serving).resolver;
  }

  async refreshNow(request?: RequestLifetime): Promise<RefreshOutcome> {
    for (;;) {
      const attempt = this.#livingAttempt();
      const settled = await (attempt === undefined ? this.#begin(request).settled : this.#joinWhileAlive(attempt));
      if (settled === undefined) continue;
      if ("error" in settled) throw settled.error;
      return settled.outcome;
    }
  }

  status(): RefreshStatus {
    return Object.freeze({
      ...this.#state,
      refreshing: this.#attempt !== undefined && this.#msLeft(this.#attempt) > 0,
      stale: isStale(this.#state, this.#options.now(), this.#options.maxStalenessMs),
    });
  }

  /** How long the attempt may still be under way. */
  #msLeft({ startedAt }: Attempt): number {
    return startedAt + this.#options.request.timeoutMs + GRACE_MS - this.#options.now();
  }

  /** The attempt under way, if it can still be: a runtime may have ended it together with its request. */
  #livingAttempt(): Attempt | undefined {
    if (this.#attempt !== undefined && this.#msLeft(this.#attempt) <= 0) this.#giveUp(this.#attempt);
    return this.#attempt;
  }

  #giveUp(attempt: Attempt): void {
    if (this.#attempt !== attempt) return;
    this.#attempt = undefined;
    const { name } = this.#options.request.address;
    this.#fail(
      sourceFailure(name, "source-timeout", {
        reason: "the request that asked the source ended before the source had answered",
        advice: "pass on the waitUntil of the request",
      }),
    );
  }

  /** How another request's attempt ends; `undefined` when that request has taken it along into its own end. */
  async #joinWhileAlive(attempt: Attempt): Promise<SettledAttempt | undefined> {
    let stopTimer = (): void => undefined;
    const timeUp = new Promise<undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), this.#msLeft(attempt));
      stopTimer = () => clearTimeout(timer);
    });
    // Some runtimes reject what can never settle any more, others let it wait for good.
    const settled = await Promise.race([attempt.settled.catch(() => undefined), timeUp]);
    stopTimer();
    if (settled === undefined) this.#giveUp(attempt);
    return settled;
  }

  #begin(request: RequestLifetime | undefined): Attempt {
    const startedAt = this.#options.now();
    const number = (this.#attempts += 1);
    this.#state = nextState(this.#state, { kind: "attempt-started", at: startedAt });
    const attempt = { number, startedAt, settled: this.#refresh(number) };
    this.#attempt = attempt;
    request?.waitUntil?.(attempt.settled);
    return attempt;
  }

  async #refresh(number: number): Promise<SettledAttempt> {
    try {
      const fetched = await fetchSnapshot(this.#options.request, this.#serving?.fetched?.condition ?? {});
      return { outcome: this.#accept(number, fetched) };
    } catch (error) {
      if (this.#attempt?.number === number) this.#fail(error as RototoError);
      return await this.#fallBack().then(
        () => ({ error }),
        (fallbackError: unknown) => ({ error: fallbackError }),
      );
    } finally {
      if (this.#attempt?.number === number) this.#attempt = undefined;
    }
  }

  #accept(number: number, fetched: FetchedSnapshot | undefined): RefreshOutcome {
    const at = this.#options.now();
    // An attempt that was given up may end after a later one.
    if (number < this.#servedBy) return "unchanged";
    this.#servedBy = number;
    this.#dueAt = at + this.#options.maxAgeMs;
    const served = this.#serving;
    if (fetched === undefined || isSameVersion(fetched, served?.fetched)) {
      if (served !== undefined && fetched !== undefined) this.#serving = { ...served, fetched };
      this.#state = nextState(this.#state, { kind: "unchanged", at });
      return "unchanged";
    }
    const { workspace, fingerprint } = fetched.snapshot;
    this.#serving = { resolver: link(workspace, this.#options.linkOptions), fetched };
    this.#state = nextState(this.#state, { kind: "refreshed", at, fingerprint });
    return "refreshed";
  }

  #fail(error: RototoError): void {
    const { now, random } = this.#options;
    this.#state = nextState(this.#state, { kind: "failed", error });
    this.#dueAt = now() + backOff(this.#state.consecutiveFailures, random());
  }

  /** Serves the fallback, if there is one, where nothing was loaded yet. */
  async #fallBack(): Promise<void> {
    const { fallback, linkOptions } = this.#options;
    if (fallback === undefined || this.#serving !== undefined) return;
    const { resolver, fingerprint } = await readFallback(fallback, linkOptions);
    this.#serving ??= { resolver };
    this.#state = nextState(this.#state, { kind: "fallen-back", fingerprint });
  }
}

/** Another version of a source can have the same content, and servers send the same again. */
function isSameVersion({ snapshot }: FetchedSnapshot, served: FetchedSnapshot | undefined): boolean {
  return served?.snapshot.contentHash === snapshot.contentHash && served.snapshot.fingerprint === snapshot.fingerprint;
}
