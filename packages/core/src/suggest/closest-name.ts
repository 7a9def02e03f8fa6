/** Shorter names are too short to tell; longer ones are no ids, keys or environments. */
const SHORTEST_NAME = 3;
const LONGEST_NAME = 128;

/** How many characters may still be compared. Beyond it there is no suggestion. */
export interface ComparisonBudget {
  /** Comparisons that may still be made. */
  left: number;
}

/**
 * The candidate that `name` was most likely meant to be, or `undefined` when none
 * is near: at most a third of the characters of the longer one differ, upper and lower
 * case apart. A `name` under 3 characters has none. The first candidate wins a tie. For
 * "did you mean" messages.
 *
 * @param budget Shared by calls that together must stay cheap. By default a call compares at most 5 million characters.
 */
export function closestName(
  name: string,
  candidates: Iterable<string>,
  budget: ComparisonBudget = { left: 5e6 },
): string | undefined {
  let closest: string | undefined;
  let nearest = LONGEST_NAME;
  if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME) return undefined;
  for (const candidate of candidates) {
    if ((budget.left -= 1) < 0) break;
    const limit = Math.min(nearest, Math.floor(Math.max(name.length, candidate.length) / 3) + 1);
    if (candidate === name || Math.abs(candidate.length - name.length) >= limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit, budget);
    if (distance < limit) {
      closest = candidate;
      nearest = distance;
    }
  }
  return closest;
}

/**
 * Edits (insert, delete, replace, swap of neighbours) between two texts: the
 * restricted Damerau-Levenshtein distance, given up at `limit`.
 */
function editDistance(left: string, right: string, limit: number, budget: ComparisonBudget): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    if (Math.min(...last) >= limit || (budget.left -= right.length) < 0) return limit;
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
