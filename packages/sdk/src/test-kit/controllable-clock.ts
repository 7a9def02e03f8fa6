import type { Clock } from "../clock.js";

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class ControllableClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  /** @param now Milliseconds since 1970; some fixed instant without it. */
  constructor(now: number = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  /** In milliseconds; moves only when it is told to. */
  now(): number {
    return this.#now;
  }

  /** Calls back once the clock has been moved by `delayMs`. */
  schedule(callback: () => void, delayMs: number): { cancel(): void } {
    const timer: Timer = { due: this.#now + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** How many callbacks wait for their time. */
  get scheduled(): number {
    return this.#timers.size;
  }

  /**
   * Moves the clock on by `ms`. What falls due is called at its own instant, in
   * order, and what it sets going without real I/O or real timers is over before the
   * clock goes on.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#now = timer.due;
      timer.callback();
      await promisesToSettle();
    }
    this.#now = end;
    await promisesToSettle();
  }

  /** The timer that falls due first, at `end` at the latest; of equals the one that was set first. */
  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= end && (next === undefined || timer.due < next.due)) next = timer;
    }
    return next;
  }
}

function promisesToSettle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
