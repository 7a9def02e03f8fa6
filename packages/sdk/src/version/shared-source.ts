import { RototoError } from "@rototo/core/resolve";
import type { Clock } from "../clock.js";
import type { SourceAnswer, VersionLoader } from "./version-loader.js";
import { identityOf, type VersionIdentity, type WorkspaceVersion } from "./workspace-version.js";

export interface SharedSourceOptions {
  readonly name: string;
  /** How long the source may take to answer, in ms. */
  readonly attemptTimeoutMs: number;
  readonly clock: Clock;
}

/** One time that the source is asked, for all who asked for it before it began. */
interface Turn {
  readonly answer: Promise<TurnAnswer>;
  readonly controller: AbortController;
  /** How many wait for it; when nobody is left it is aborted. */
  waiters: number;
}

interface TurnAnswer {
  /** What the source holds; `undefined` when it is the version that was known and nobody here has loaded it. */
  readonly version: WorkspaceVersion | undefined;
  readonly immutable: boolean;
}

/**
 * A source, for all who follow it. It is asked by one of them at a time; who asks
 * meanwhile shares the turn that comes next, so that an answer is never older than its
 * question. What it held last is kept, and is what all of them get.
 */
export class SharedSource {
  readonly #loader: VersionLoader;
  readonly #options: SharedSourceOptions;
  /** The newest version; it need not be one that is served. */
  #newest: WorkspaceVersion | undefined;
  /** Turns that have not begun, by what is known before them. */
  readonly #coming = new Map<string, Turn>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(loader: VersionLoader, options: SharedSourceOptions) {
    this.#loader = loader;
    this.#options = options;
  }

  /**
   * What the source holds, unless it is the version that the caller serves.
   *
   * @throws {RototoError} what loading throws, and `source-timeout`. An abort rejects with the signal's reason.
   */
  async ask(served: VersionIdentity | undefined, signal: AbortSignal): Promise<SourceAnswer> {
    signal.throwIfAborted();
    const { version, immutable } = await join(this.#nextTurn(served), signal);
    if (version === undefined || (served !== undefined && isSame(served, version))) {
      return immutable ? "immutable" : "unchanged";
    }
    return version;
  }

  #nextTurn(served: VersionIdentity | undefined): Turn {
    const key = this.#newest === undefined ? JSON.stringify(served ?? null) : "newest";
    const coming = this.#coming.get(key);
    if (coming !== undefined) return coming;
    const controller = new AbortController();
    const answer = this.#last.then(() => {
      this.#coming.delete(key);
      return this.#take(served, controller);
    });
    this.#last = answer.catch(() => undefined);
    const turn = { answer, controller, waiters: 0 };
    this.#coming.set(key, turn);
    return turn;
  }

  async #take(served: VersionIdentity | undefined, controller: AbortController): Promise<TurnAnswer> {
    const { signal } = controller;
    signal.throwIfAborted();
    const newest = this.#newest;
    const known = newest ?? served;
    const answer = await this.#withinDeadline(controller, (onBegin) =>
      this.#loader.load(known && identityOf(known), { signal, newest, onBegin }),
    );
    if (typeof answer === "string") return { version: newest, immutable: answer === "immutable" };
    const { snapshot: _megabytes, ...rest } = answer;
    this.#newest = rest;
    return { version: answer, immutable: answer.immutable };
  }

  /** What loads may be unable to stop: then nobody waits for it, and what it gives later is nobody's. */
  async #withinDeadline<T>(controller: AbortController, load: (onBegin: () => void) => Promise<T>): Promise<T> {
    const { clock, attemptTimeoutMs, name } = this.#options;
    let timer: { cancel(): void } | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        const begin = (): void => {
          timer?.cancel();
          timer = clock.schedule(() => {
            const error = timedOut(name, attemptTimeoutMs);
            reject(error);
            controller.abort(error);
          }, attemptTimeoutMs);
        };
        begin();
        load(begin).then(resolve, reject);
      });
    } finally {
      timer?.cancel();
    }
  }
}

/** Whoever leaves is not waited for; when all have left, the source is let go, and may need a moment for it. */
async function join(turn: Turn, signal: AbortSignal): Promise<TurnAnswer> {
  turn.waiters += 1;
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => {
      turn.waiters -= 1;
      if (turn.waiters === 0) turn.controller.abort(signal.reason);
      else reject(signal.reason as Error);
    };
  });
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([turn.answer, left]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function isSame(served: VersionIdentity, version: VersionIdentity): boolean {
  return served.fingerprint === version.fingerprint && served.contentHash === version.contentHash;
}

function timedOut(name: string, attemptTimeoutMs: number): RototoError {
  return new RototoError(
    "source-timeout",
    `${name}: the attempt took longer than ${attemptTimeoutMs / 1000} s; it is tried again, or raise attemptTimeoutMs`,
    { details: { source: name, limit: "attemptTimeoutMs", allowed: attemptTimeoutMs } },
  );
}
