import type { Clock } from "../clock.js";

/** Says once when something has become stale. */
export class StalenessWatch {
  #timer: { cancel(): void } | undefined;
  #announced = false;

  /** @param msFresh How long it is still fresh, in ms: less than zero when it is stale, infinite when it never will be. */
  constructor(
    private readonly clock: Clock,
    private readonly msFresh: () => number,
    private readonly announce: () => void,
  ) {}

  /** True when it has said so since the last {@link start}. */
  get announced(): boolean {
    return this.#announced;
  }

  /** Begins to watch, or begins anew because all is fresh again. Never announces before it returns. */
  start(): void {
    this.#announced = false;
    this.#schedule();
  }

  check(): void {
    if (this.#announced) return;
    if (this.msFresh() >= 0) {
      // A timer may be early, and a clock may be set back.
      this.#schedule();
      return;
    }
    this.stop();
    this.#announced = true;
    this.announce();
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #schedule(): void {
    this.stop();
    const left = this.msFresh();
    if (left === Infinity) return;
    this.#timer = this.clock.schedule(() => this.check(), Math.max(0, left + 1));
  }
}
