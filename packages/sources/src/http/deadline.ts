import { setMaxListeners } from "node:events";

/**
 * One signal for the caller's wish to stop and for a time that runs out; which
 * of both it was can be asked afterwards.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #onCallerAbort = (): void => this.#controller.abort(this.#caller?.reason);
  #timer: NodeJS.Timeout | undefined;
  #expired = false;

  constructor(caller: AbortSignal | undefined) {
    this.#caller = caller;
    // Each request of a load listens, and each of its connections.
    setMaxListeners(0, this.#controller.signal);
    caller?.throwIfAborted();
    caller?.addEventListener("abort", this.#onCallerAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True when the time ran out; false when it did not, or the caller was first. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Gives the time, in ms, from now on. */
  restart(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#controller.signal.aborted) return;
      this.#expired = true;
      this.#controller.abort();
    }, milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#onCallerAbort);
  }
}
