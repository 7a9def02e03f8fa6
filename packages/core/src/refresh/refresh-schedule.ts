import { backOff } from "./back-off.js";
import type { RefreshProgress } from "./refresh-progress.js";

/** What decides when the next attempt begins. */
export interface RefreshTiming {
  /** In ms; without it nothing is refreshed by itself. */
  readonly periodMs: number | undefined;
  /** Draws from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}

/** How much of the period the jitter may take away: only ever less, so that a change is seen within one period. */
const PERIOD_JITTER = 0.1;

/**
 * How long to wait before the next attempt, in ms; `undefined` when there is none.
 * After a success it is the period or up to a tenth less. After failures it is the
 * back-off, however long the period is: a service with a long one recovers soon, too.
 * A source that answers with a workspace which has errors is asked once a period at
 * least, as if it had answered well: the correction is to be seen as soon as the mistake.
 */
export function nextDelay(
  { consecutiveFailures, lastError }: Pick<RefreshProgress, "consecutiveFailures" | "lastError">,
  { periodMs, random }: RefreshTiming,
): number | undefined {
  if (periodMs === undefined) return undefined;
  if (consecutiveFailures === 0) return periodMs * (1 - PERIOD_JITTER * random());
  return backOff(consecutiveFailures, random(), lastError?.code === "workspace-invalid" ? periodMs : undefined);
}
