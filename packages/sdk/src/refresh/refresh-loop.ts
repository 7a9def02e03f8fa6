import { nextDelay, type RefreshTiming } from "@rototo/core/refresh";
import type { RototoError } from "@rototo/core/resolve";
import type { Clock } from "../clock.js";
import type { SourceAnswer, VersionSource } from "../version/version-loader.js";
import {
  identityOf,
  type DefinitionDigests,
  type KnownVersion,
  type WorkspaceVersion,
} from "../version/workspace-version.js";
import { DiskCopyKeeper } from "./disk-copy-keeper.js";
import { emitWarning } from "../emit-warning.js";
import { keepAlive } from "./keep-alive.js";
import type { FirstVersion } from "./load-first-version.js";
import { RefreshListeners, type RefreshEventName, type RefreshListener } from "./refresh-events.js";
import { loadFailure } from "../version/load-failure.js";
import {
  firstState,
  msFresh,
  nextState,
  statusOf,
  type RefreshState,
  type RefreshStatus,
  type RefreshStep,
} from "./refresh-state.js";
import { StalenessWatch } from "./staleness-watch.js";
import { describeChanges } from "./workspace-changes.js";

export interface RefreshLoopOptions extends RefreshTiming {
  /** Closed with the loop. */
  readonly source: VersionSource;
  readonly first: FirstVersion;
  /** How long ago the source may have been checked, in ms, before what is served is stale. */
  readonly maxStalenessMs: number | undefined;
  /** Path of a file that keeps the snapshot of each version that the source gives. */
  readonly diskCopy: string | undefined;
  readonly clock: Clock;
  /** Makes a further version answer, and gives what serves it from then on. If it rejects, the attempt has failed. */
  readonly makeReady: (version: WorkspaceVersion) => Promise<() => void>;
  /** Closes the loop. */
  readonly signal: AbortSignal | undefined;
}

/** What a refresh came to. */
export type RefreshOutcome = "unchanged" | "refreshed" | "immutable";

interface Attempt {
  readonly outcome: Promise<RefreshOutcome>;
  /** What the source does; it may need a moment longer than an abort. */
  readonly loading: Promise<SourceAnswer>;
  readonly controller: AbortController;
}

/** How long a load that closing has aborted may take to clean up behind itself, in ms. */
const CLEAN_UP_MS = 5_000;

/**
 * Refreshes what is served, by itself and on demand, one attempt at a time, and
 * knows how that goes. Works from its construction until it is closed. Its timers
 * keep no process alive.
 */
export class RefreshLoop {
  // Without the first version, which memory should not hold once there is another.
  readonly #options: Omit<RefreshLoopOptions, "first">;
  readonly #listeners = new RefreshListeners();
  readonly #staleness: StalenessWatch;
  readonly #diskCopy: DiskCopyKeeper | undefined;
  #state: RefreshState;
  #digests: DefinitionDigests;
  #served: KnownVersion;
  #attempt: Attempt | undefined;
  /** The attempt after the one that is under way, for those who asked meanwhile. */
  #following: Promise<RefreshOutcome> | undefined;
  #timer: { cancel(): void } | undefined;
  #closing: Promise<void> | undefined;

  constructor({ first, ...options }: RefreshLoopOptions) {
    const { clock, maxStalenessMs, diskCopy, signal } = options;
    this.#options = options;
    this.#state = firstState(first, clock.now());
    this.#digests = first.version.digests;
    this.#served = identityOf(first.version);
    this.#staleness = new StalenessWatch(
      clock,
      () => msFresh(this.#state, clock.now(), maxStalenessMs),
      () => this.#listeners.emit("stale", { lastSuccess: this.#state.lastSuccess }),
    );
    if (diskCopy !== undefined) {
      this.#diskCopy = new DiskCopyKeeper(diskCopy, (error) => this.#reportDiskCopy(error));
      if (first.diskCopyError !== undefined) warnOfDiskCopy(first.diskCopyError);
      this.#keep(first.version);
    }
    this.#goOn();
    if (signal?.aborted) this.#closeOnAbort();
    else signal?.addEventListener("abort", this.#closeOnAbort, { once: true });
  }

  /** What is known now. */
  status(): RefreshStatus {
    return statusOf(this.#state, this.#options.clock.now(), this.#options.maxStalenessMs);
  }

  /** @returns a function that ends the listening. */
  on<Name extends RefreshEventName>(name: Name, listener: RefreshListener<Name>): () => void {
    return this.#listeners.on(name, listener);
  }

  /**
   * Asks the source now, whether or not refreshing is periodic, and resolves when what it holds is served. During an
   * attempt it waits for that to end and makes another, which all share who asked meanwhile: what the source came to
   * hold since the first one began may have escaped that.
   *
   * @throws {RototoError} why the attempt failed. After or during closing it rejects with an `AbortError`.
   */
  refreshNow(): Promise<RefreshOutcome> {
    const outcome =
      this.#attempt === undefined ? this.#attemptNow() : (this.#following ??= this.#follow(this.#attempt));
    return keepAlive(outcome);
  }

  /**
   * Ends refreshing for good. Aborts an attempt that is under way, and waits until it has cleaned up and until a copy
   * that is being written is on disk. There are no more events; what is served stays.
   */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #follow({ outcome }: Attempt): Promise<RefreshOutcome> {
    await outcome.catch(() => undefined);
    this.#following = undefined;
    return this.#attemptNow();
  }

  /** Joins an attempt that is under way. */
  #attemptNow(): Promise<RefreshOutcome> {
    if (this.#closing !== undefined) return Promise.reject(new ClosedError());
    if (this.#state.immutable) return Promise.resolve("immutable");
    this.#attempt ??= this.#startAttempt();
    return this.#attempt.outcome;
  }

  #startAttempt(): Attempt {
    const controller = new AbortController();
    this.#timer?.cancel();
    this.#apply({ kind: "attempt-started", at: this.#options.clock.now() });
    const loading = this.#load(controller.signal);
    return { outcome: this.#finishAttempt(loading, controller.signal), loading, controller };
  }

  // Asynchronous, so that a source which throws at once fails this attempt and no more.
  async #load(signal: AbortSignal): Promise<SourceAnswer> {
    // A fallback is no version of this source: neither its fingerprint nor `immutable` would mean anything.
    return this.#options.source.ask(this.#state.origin === "fallback" ? undefined : this.#served, signal);
  }

  async #finishAttempt(loading: Promise<SourceAnswer>, signal: AbortSignal): Promise<RefreshOutcome> {
    let answer: SourceAnswer;
    try {
      answer = await Promise.race([loading, rejectOnAbort(signal)]);
      const serve = typeof answer === "string" ? undefined : await this.#options.makeReady(answer);
      signal.throwIfAborted();
      serve?.();
    } catch (thrown) {
      this.#attempt = undefined;
      throw signal.aborted ? this.#abandon(signal) : this.#fail(thrown);
    }
    this.#attempt = undefined;
    this.#succeed(answer);
    return typeof answer === "string" ? answer : "refreshed";
  }

  #succeed(answer: SourceAnswer): void {
    this.#staleness.check();
    const { currentFingerprint: previousFingerprint, consecutiveFailures } = this.#state;
    const recovered = consecutiveFailures > 0 || this.#staleness.announced;
    const at = this.#options.clock.now();
    if (typeof answer === "string") {
      this.#apply({ kind: "unchanged", at, immutable: answer === "immutable" });
      this.#goOn();
      this.#diskCopy?.retry();
      this.#listeners.emit("unchanged", { fingerprint: previousFingerprint });
    } else {
      const { fingerprint, immutable, digests } = answer;
      const changes = describeChanges(this.#digests, digests);
      this.#digests = digests;
      this.#served = identityOf(answer);
      this.#apply({ kind: "refreshed", at, fingerprint, immutable });
      this.#goOn();
      this.#keep(answer);
      this.#listeners.emit("refreshed", { previousFingerprint, fingerprint, changes });
    }
    if (recovered) this.#listeners.emit("recovered", { fingerprint: this.#state.currentFingerprint });
  }

  #fail(thrown: unknown): RototoError {
    const error = loadFailure(thrown);
    this.#apply({ kind: "failed", error });
    const nextAttemptMs = this.#scheduleNext();
    this.#staleness.check();
    const { consecutiveFailures } = this.#state;
    this.#listeners.emit("failed", { error, consecutiveFailures, nextAttemptMs });
    return error;
  }

  #abandon(signal: AbortSignal): unknown {
    this.#apply({ kind: "attempt-abandoned" });
    return signal.reason;
  }

  /** After the first load and after each success. */
  #goOn(): void {
    this.#staleness.start();
    this.#scheduleNext();
    const { source, periodMs } = this.#options;
    if (this.#state.immutable && periodMs !== undefined) {
      emitWarning("ROTOTO_IMMUTABLE_SOURCE", `${source.name} can never change, so it is not refreshed periodically`);
    }
  }

  /** @returns in how many ms the next attempt begins. */
  #scheduleNext(): number | undefined {
    const delay = this.#state.immutable ? undefined : nextDelay(this.#state, this.#options);
    if (delay !== undefined) {
      // Why it failed is in the status, and its listeners were told.
      const refresh = () => void this.#attemptNow().catch(() => undefined);
      this.#timer = this.#options.clock.schedule(refresh, delay);
    }
    return delay;
  }

  #keep({ snapshot }: WorkspaceVersion): void {
    if (snapshot !== undefined) this.#diskCopy?.keep(snapshot);
  }

  #reportDiskCopy(error: Error | undefined): void {
    // Once for each row of failures: the next version is tried anyway.
    if (error !== undefined && this.#state.diskCopyError === undefined) warnOfDiskCopy(error);
    this.#apply({ kind: "disk-copy", error });
  }

  #apply(step: RefreshStep): void {
    this.#state = nextState(this.#state, step);
  }

  readonly #closeOnAbort = (): void => {
    // Nobody waits for it who could be told.
    void this.close().catch(() => undefined);
  };

  async #close(): Promise<void> {
    const { clock, source, signal } = this.#options;
    signal?.removeEventListener("abort", this.#closeOnAbort);
    this.#timer?.cancel();
    this.#staleness.stop();
    this.#listeners.clear();
    const attempt = this.#attempt;
    attempt?.controller.abort(new ClosedError());
    const cleanedUp = Promise.allSettled([attempt?.loading, this.#diskCopy?.idle()]);
    await new Promise<void>((resolve) => {
      const deadline = clock.schedule(resolve, CLEAN_UP_MS);
      void cleanedUp.then(() => {
        deadline.cancel();
        resolve();
      });
    });
    await source.close();
  }
}

/** What a refresh rejects with when there is nothing left to refresh. */
class ClosedError extends Error {
  override readonly name = "AbortError";

  constructor() {
    super("the workspace is closed: it is not refreshed any more");
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

function warnOfDiskCopy(error: Error): void {
  emitWarning("ROTOTO_DISK_COPY", error.message);
}
