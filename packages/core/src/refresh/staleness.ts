/**
 * How long what answers is still fresh, in ms: less than zero when it is stale, and infinite when it never will be.
 *
 * @param msSinceSuccess How long ago the source was last checked; `undefined` when it never was, which is stale.
 * @param maxStalenessMs How long ago that may be; without it nothing is ever stale.
 */
export function msUntilStale(msSinceSuccess: number | undefined, maxStalenessMs: number | undefined): number {
  if (maxStalenessMs === undefined) return Infinity;
  return msSinceSuccess === undefined ? -Infinity : maxStalenessMs - msSinceSuccess;
}
