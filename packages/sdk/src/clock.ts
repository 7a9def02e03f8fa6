import { LONGEST_TIMER_MS } from "@rototo/core/options";

/** The time, as a value: tests pass a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once after `delayMs`, unless it is cancelled; never keeps the process alive. */
  schedule(callback: () => void, delayMs: number): { cancel(): void };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_TIMER_MS)).unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
