/** The shortest and the longest pause after a failure, in ms, unless a caller says otherwise. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 300_000;

/**
 * How long to leave a source alone after that many failures in a row, at least one,
 * in ms: a pause that doubles with each up to a limit, and is drawn from the upper half
 * of what it may be ("equal jitter"), so that a fleet neither keeps step nor hurries.
 *
 * @param drawn From 0 (inclusive) to 1 (exclusive).
 * @param longestMs No pause is longer, be it shorter than the usual ones.
 */
export function backOff(consecutiveFailures: number, drawn: number, longestMs = LONGEST_MS): number {
  const longest = Math.min(LONGEST_MS, longestMs, SHORTEST_MS * 2 ** consecutiveFailures);
  return (longest / 2) * (1 + drawn);
}
