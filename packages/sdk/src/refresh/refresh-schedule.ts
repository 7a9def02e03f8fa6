import type { RefreshState } from "./refresh-state.js";

export interface RefreshTiming {
  /** In ms; without it nothing is refreshed by itself. */
  readonly periodMs: number | undefined;
  /** Draws from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}

/** The shortest and the longest pause after a failure, in ms. */
const BACK_OFF_MS = { shortest: 5_000, longest: 300_000 };

/** How much of the period the jitter may take away: only ever less, so that a change is seen within one period. */
const PERIOD_JITTER = 0.1;

/**
 * How long to wait before the next attempt, in ms; `undefined` when there is none.
 * After a success it is the period or up to a tenth less. After failures it is a
 * pause that doubles with each, and is drawn from the upper half of what it may be
 * ("equal jitter"), so that many services neither keep step nor hurry. How long the
 * period is does not matter then: a service with a long one recovers soon, too.
 */
export function nextDelay(
  { consecutiveFailures, immutable }: Pick<RefreshState, "consecutiveFailures" | "immutable">,
  { periodMs, random }: RefreshTiming,
): number | undefined {
  if (immutable || periodMs === undefined) return undefined;
  if (consecutiveFailures === 0) return periodMs * (1 - PERIOD_JITTER * random());
  const longest = Math.min(BACK_OFF_MS.longest, BACK_OFF_MS.shortest * 2 ** consecutiveFailures);
  return (longest / 2) * (1 + random());
}
