/** A moment, read from two clocks. */
export interface Moment {
  /** The time of day, in ms since 1970: somebody may set it back. */
  readonly at: number;
  /** From a clock that nobody can set, in ms: it may stand still while the machine sleeps. */
  readonly steadyMs: number;
}

/** How long `earlier` is ago, by the clock of the two that says more. */
export function msBetween(earlier: Moment, now: Moment): number {
  return Math.max(now.at - earlier.at, now.steadyMs - earlier.steadyMs);
}
