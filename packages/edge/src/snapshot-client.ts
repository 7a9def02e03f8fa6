import type { AnyWorkspace, OpenOptions, WorkspaceDeclaration, WorkspaceResolver } from "@rototo/core/queries";
import { backOff, msUntilStale, NO_PROGRESS } from "@rototo/core/refresh";
import { sourceFailure } from "@rototo/core/remote";
import type { RototoError } from "@rototo/core/resolve";
import { msBetween, type Moment } from "./age.js";
import type { Fallback } from "./client-options.js";
import { fetchSnapshot, type FetchedSnapshot, type SnapshotRequest } from "./fetch-snapshot.js";
import { openVersion } from "./open-version.js";
import { readFallback } from "./read-fallback.js";
import { nextState, type RefreshState, type RefreshStatus } from "./refresh-state.js";

/** Keeps the snapshot of one URL fresh while requests come. */
export interface SnapshotClient<D extends WorkspaceDeclaration = AnyWorkspace> {
  /**
   * Answers from one version, for good. The first call loads it; while nothing could
   * be loaded, each call tries again, or gets the fallback. Later calls return
   * what there is at once. When that is older than `maxAgeMs`, one of them
   * starts asking for a newer one in the background; a failure changes no answer, and is
   * followed by a pause of 5 s to 5 min.
   *
   * @param request What keeps the background alive beyond the answer, where the platform has it: the `ctx` of a
   *   Worker, for one.
   * @throws {RototoError} why there is nothing to answer from: `snapshot-invalid`, `workspace-invalid`,
   *   `workspace-not-found` or one of `source-…`.
   */
  resolver(request?: RequestLifetime): Promise<WorkspaceResolver<D>>;
  /**
   * Serves what the source holds at the time of the call, or later. While the source is
   * being asked it may have answered before the call: then it is asked once more
   * afterwards, for all who call meanwhile.
   *
   * @throws {RototoError} why it failed; what was served before still is.
   */
  refreshNow(request?: RequestLifetime): Promise<RefreshOutcome>;
  /** How refreshing goes: for health checks. */
  status(): RefreshStatus;
}

/** Whether an attempt brought another version. */
export type RefreshOutcome = "unchanged" | "refreshed";

/** The request on whose account something is done. */
export interface RequestLifetime {
  /** Keeps the runtime alive until the promise is settled. */
  waitUntil?(promise: Promise<unknown>): void;
}

export interface RefreshingClientOptions {
  readonly request: SnapshotRequest;
  readonly openOptions: OpenOptions;
  readonly fallback: Fallback | undefined;
  readonly maxAgeMs: number;
  readonly maxStalenessMs: number | undefined;
  /** The time of day, in ms since 1970. */
  readonly now: () => number;
  /** A clock that nobody can set, in ms. */
  readonly steadyClock: () => number;
  readonly random: () => number;
}

/** One exchange with the source, which lives in the request that began it. */
interface Attempt {
  readonly number: number;
  readonly started: Moment;
  /** Never rejects by itself. */
  readonly settled: Promise<SettledAttempt>;
}

type SettledAttempt = { readonly outcome: RefreshOutcome } | { readonly error: unknown };

/** What is served; `fetched` is missing for the fallback. */
interface Serving<D extends WorkspaceDeclaration> {
  readonly resolver: WorkspaceResolver<D>;
  readonly fetched?: FetchedSnapshot;
}

/** How much longer than its time limit an attempt may seem to take, in ms: for verifying, and for late timers. */
const GRACE_MS = 1_000;

export class RefreshingClient<D extends WorkspaceDeclaration = AnyWorkspace> implements SnapshotClient<D> {
  readonly #options: RefreshingClientOptions;
  #serving: Serving<D> | undefined;
  #state: RefreshState = NO_PROGRESS;
  /** When the source last answered. */
  #succeeded: Moment | undefined;
  /** Since when, and for how long, the source is left alone. */
  #rest: { readonly since: Moment; readonly ms: number } | undefined;
  #attempt: Attempt | undefined;
  #attempts = 0;
  /** The number of the latest attempt that succeeded. */
  #servedBy = 0;

  constructor(options: RefreshingClientOptions) {
    this.#options = options;
  }

  async resolver(request?: RequestLifetime): Promise<WorkspaceResolver<D>> {
    if (this.#serving === undefined) {
      await this.#outcomeAfter(0, request).catch((error: unknown) => {
        if (this.#serving === undefined) throw error;
      });
    } else if (this.#isDue() && this.#livingAttempt() === undefined) {
      this.#begin(request);
    }
    return (this.#serving as Serving<D>).resolver;
  }

  refreshNow(request?: RequestLifetime): Promise<RefreshOutcome> {
    return this.#outcomeAfter(this.#attempts, request);
  }

  status(): RefreshStatus {
    return Object.freeze({
      ...this.#state,
      refreshing: this.#attempt !== undefined && this.#msLeft(this.#attempt) > 0,
      stale: msUntilStale(this.#succeeded && this.#msSince(this.#succeeded), this.#options.maxStalenessMs) < 0,
    });
  }

  /** How the first attempt ends that has a higher number than `earlier`; begins one where there is none. */
  async #outcomeAfter(earlier: number, request: RequestLifetime | undefined): Promise<RefreshOutcome> {
    for (;;) {
      const attempt = this.#livingAttempt();
      const settled = await (attempt === undefined ? this.#begin(request).settled : this.#joinWhileAlive(attempt));
      if (settled === undefined || (attempt !== undefined && attempt.number <= earlier)) continue;
      if ("error" in settled) throw settled.error;
      return settled.outcome;
    }
  }

  #moment(): Moment {
    return { at: this.#options.now(), steadyMs: this.#options.steadyClock() };
  }

  #msSince(earlier: Moment): number {
    return msBetween(earlier, this.#moment());
  }

  #isDue(): boolean {
    return this.#rest === undefined || this.#msSince(this.#rest.since) >= this.#rest.ms;
  }

  /** How long the attempt may still be under way. */
  #msLeft({ started }: Attempt): number {
    return this.#options.request.timeoutMs + GRACE_MS - this.#msSince(started);
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
    const started = this.#moment();
    const number = (this.#attempts += 1);
    this.#state = nextState(this.#state, { kind: "attempt-started", at: started.at });
    const attempt = { number, started, settled: this.#refresh(number) };
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
    // An attempt that was given up may end after a later one.
    if (number < this.#servedBy) return "unchanged";
    const { request, openOptions, maxAgeMs } = this.#options;
    const served = this.#serving;
    const isNew = fetched !== undefined && !isSameVersion(fetched, served?.fetched);
    // Before anything is changed: a version that cannot answer is a failed attempt.
    if (isNew) {
      this.#serving = { resolver: openVersion<D>(fetched.snapshot, request.address.name, openOptions), fetched };
    } else if (served !== undefined && fetched !== undefined) {
      this.#serving = { ...served, fetched };
    }
    this.#servedBy = number;
    const now = this.#moment();
    this.#succeeded = now;
    this.#rest = { since: now, ms: maxAgeMs };
    this.#state = nextState(
      this.#state,
      isNew
        ? { kind: "refreshed", at: now.at, fingerprint: fetched.snapshot.fingerprint }
        : { kind: "unchanged", at: now.at },
    );
    return isNew ? "refreshed" : "unchanged";
  }

  #fail(error: RototoError): void {
    this.#state = nextState(this.#state, { kind: "failed", error });
    this.#rest = { since: this.#moment(), ms: backOff(this.#state.consecutiveFailures, this.#options.random()) };
  }

  /** Serves the fallback, if there is one, where nothing was loaded yet. */
  async #fallBack(): Promise<void> {
    const { fallback, openOptions } = this.#options;
    if (fallback === undefined || this.#serving !== undefined) return;
    const resolver = await readFallback<D>(fallback, openOptions);
    this.#serving ??= { resolver };
    this.#state = nextState(this.#state, { kind: "fallen-back", fingerprint: resolver.fingerprint });
  }
}

/** Another version of a source can have the same content, and servers send the same again. */
function isSameVersion({ snapshot }: FetchedSnapshot, served: FetchedSnapshot | undefined): boolean {
  return served?.snapshot.contentHash === snapshot.contentHash && served.snapshot.fingerprint === snapshot.fingerprint;
}
