/** Longer names are not compared: no id, key or environment is longer, and hostile input stays cheap. */
const LONGEST_NAME = 128;

/**
 * The candidate that `name` was most likely meant to be, or `undefined` when none
 * is near: at most a third of its characters (at least one) differ, upper and
 * lower case apart. The first candidate wins a tie. For "did you mean" messages.
 */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  let closest: string | undefined;
  let limit = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of name.length > LONGEST_NAME ? [] : candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance < limit) {
      closest = candidate;
      limit = distance;
    }
  }
  return closest;
}

/**
 * Edits (insert, delete, replace, swap of neighbours) between two texts: the
 * restricted Damerau-Levenshtein distance, given up at `limit`.
 */
function editDistance(left: string, right: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length && Math.min(...last) < limit; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + Number(!same),
        swapped ? (beforeLast[column - 2] as number) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] as number;
}
