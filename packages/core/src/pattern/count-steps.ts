import { haveCommon } from "./character-set.js";
import type { Layout, Ways } from "./lay-out-positions.js";

/** What one count may do itself, in pairs of positions and the like, before it gives up. */
const MOST_WORK = 3_000_000;

/** Thrown where counting itself would take long. */
export class TooLargeToCount extends Error {}

/** A position with the number of ways from it. */
interface Source {
  readonly position: number;
  readonly ways: number;
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
  const groupApart = (sources: readonly Source[]) => splitApart(sources, together);
  const all = groupApart(layout.follow.map((follow, position) => ({ position, ways: 1 + sum(follow.values()) })));
  const sourcesOf = layout.follow.map((): Source[] => []);
  for (const [position, follow] of layout.follow.entries())
    for (const [next, ways] of follow) (sourcesOf[next] as Source[]).push({ position, ways });
  const groupsOf = sourcesOf.map(groupApart);
  if (sum(layout.follow.map(({ size }) => size)) * length > 10 * MOST_WORK) throw new TooLargeToCount();

  let paths = layout.follow.map((_, position) => first.get(position) ?? 0);
  let steps = 1 + sum(first.values());
  for (let character = 0; character < length; character++) {
    steps += boundPaths(all, paths);
    const before = paths;
    paths = groupsOf.map((groups) => boundPaths(groups, before));
  }
  return steps;
}

/** At most as many paths lead on from the sources. */
function boundPaths(groups: readonly (readonly Source[])[], paths: readonly number[]): number {
  let bound = 0;
  for (const group of groups) {
    let most = 0;
    for (const { position, ways } of group) most = Math.max(most, (paths[position] as number) * ways);
    bound += most;
  }
  return bound;
}

/** For each position, the others that one text can lead to at the same time. */
function findTogether({ matches, follow }: Layout, first: Ways): readonly ReadonlySet<number>[] {
  const together = matches.map(() => new Set<number>());
  const open: [number, number][] = [];
  let work = 0;
  const reach = (lefts: Ways, rights: Ways) => {
    for (const left of lefts.keys()) {
      for (const right of rights.keys()) {
        if (++work > MOST_WORK) throw new TooLargeToCount();
        const known = together[left] as Set<number>;
        if (known.has(right) || !haveCommon(matches[left] ?? [], matches[right] ?? [])) continue;
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

/** Splits `sources` into groups of which no text leads to two members at once. */
function splitApart(
  sources: readonly Source[],
  together: readonly ReadonlySet<number>[],
): readonly (readonly Source[])[] {
  const groups: Source[][] = [];
  const groupOf = new Map<number, number>();
  for (const source of sources) {
    const taken = new Set<number | undefined>();
    for (const other of together[source.position] ?? []) taken.add(groupOf.get(other));
    let group = 0;
    while (taken.has(group)) group++;
    groupOf.set(source.position, group);
    (groups[group] ??= []).push(source);
  }
  return groups;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
