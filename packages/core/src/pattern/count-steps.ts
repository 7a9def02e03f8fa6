import { haveCommon, type CharacterSet } from "./character-set.js";
import type { Layout, Ways } from "./lay-out-positions.js";
import { NumberedSets } from "./numbered-sets.js";

/** What one count may do itself, in pairs of positions, before it gives up. */
const MOST_PAIRS = 1_500_000;

/** The same for the ways that it follows, character by character. */
const MOST_WAYS = 20_000_000;

/** Thrown where counting itself would take long. */
export class TooLargeToCount extends Error {}

/** The ways from one position to the next, among those that no text takes at once. */
interface Way {
  /** Which of them it is one of. */
  readonly group: number;
  readonly count: number;
}

/**
 * An upper bound of the steps in which a backtracking engine tries all paths through
 * `layout` on a text of up to `length` characters. It is infinite for some that grow
 * exponentially.
 *
 * Paths to two positions add up where one text leads to both; of positions that no
 * text leads to at once, the one with the most paths counts.
 *
 * @throws {TooLargeToCount}
 */
export function countSteps(layout: Layout, first: Ways, length: number): number {
  const together = findTogether(layout, first);
  const positions = layout.matches.map((_, position) => position);
  const groups = groupApart(positions, together);
  const stepsFrom = layout.follow.map((follow) => 1 + sum(follow.values()));
  const { ways, targets } = groupWays(layout, together);

  let paths: ReadonlyMap<number, number> = first;
  let steps = 1 + sum(first.values());
  let work = 0;
  for (let character = 0; character < length; character++) {
    const stepsHere = new Most();
    const pathsOn = new Most();
    for (const [position, count] of paths) {
      stepsHere.add(groups.get(position) as number, count * (stepsFrom[position] as number));
      for (const way of ways[position] as readonly Way[]) pathsOn.add(way.group, count * way.count);
      work += (ways[position] as readonly Way[]).length;
    }
    if (work > MOST_WAYS) throw new TooLargeToCount();
    steps += sum(stepsHere.values());
    const next = new Map<number, number>();
    for (const [group, count] of pathsOn) {
      const target = targets[group] as number;
      next.set(target, (next.get(target) ?? 0) + count);
    }
    paths = next;
  }
  return steps;
}

/** Keeps the greatest number of each group. */
class Most extends Map<number, number> {
  add(group: number, number: number): void {
    this.set(group, Math.max(this.get(group) ?? 0, number));
  }
}

/** The ways out of each position, in groups that lead to one position each, their `targets`. */
function groupWays(
  { follow }: Layout,
  together: readonly ReadonlySet<number>[],
): { readonly ways: readonly (readonly Way[])[]; readonly targets: readonly number[] } {
  const sources = follow.map((): number[] => []);
  for (const [position, next] of follow.entries()) for (const target of next.keys()) sources[target]?.push(position);
  const ways = follow.map((): Way[] => []);
  const targets: number[] = [];
  for (const [target, from] of sources.entries()) {
    const before = targets.length;
    for (const [position, group] of groupApart(from, together)) {
      targets[before + group] = target;
      ways[position]?.push({ group: before + group, count: follow[position]?.get(target) as number });
    }
  }
  return { ways, targets };
}

/** The number of a group for each of `positions`, so that no text leads to two of one group at once. */
function groupApart(
  positions: readonly number[],
  together: readonly ReadonlySet<number>[],
): ReadonlyMap<number, number> {
  const groups = new Map<number, number>();
  for (const position of positions) {
    const taken = new Set<number | undefined>();
    for (const other of together[position] as ReadonlySet<number>) taken.add(groups.get(other));
    let group = 0;
    while (taken.has(group)) group++;
    groups.set(position, group);
  }
  return groups;
}

/** For each position, the others that one text can lead to at the same time. */
function findTogether({ matches, follow }: Layout, first: Ways): readonly ReadonlySet<number>[] {
  const together = matches.map(() => new Set<number>());
  const open: [number, number][] = [];
  const numbered = new NumberedSets();
  const numbers = matches.map((set) => numbered.numberOf(set));
  const overlaps = new Map<number, boolean>();
  const overlap = (left: number, right: number): boolean => {
    const key = (numbers[left] as number) * matches.length + (numbers[right] as number);
    const known = overlaps.get(key) ?? haveCommon(matches[left] as CharacterSet, matches[right] as CharacterSet);
    overlaps.set(key, known);
    return known;
  };
  let work = 0;
  const reach = (lefts: Ways, rights: Ways) => {
    for (const left of lefts.keys()) {
      for (const right of rights.keys()) {
        if (++work > MOST_PAIRS) throw new TooLargeToCount();
        const known = together[left] as Set<number>;
        if (known.has(right) || !overlap(left, right)) continue;
        known.add(right);
        (together[right] as Set<number>).add(left);
        open.push([left, right]);
      }
    }
  };
  reach(first, first);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop())
    reach(follow[pair[0]] as Ways, follow[pair[1]] as Ways);
  return together;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
