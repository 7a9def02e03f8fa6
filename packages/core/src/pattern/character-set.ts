/**
 * A set of code points: where its runs begin and, in turn, end. The bounds rise, and
 * the ends are exclusive, so `[97, 123]` has the letters a to z.
 */
export type CharacterSet = readonly number[];

/** One more than the last code point. */
export const CODE_POINTS = 0x11_0000;

export const ANY_CHARACTER: CharacterSet = [0, CODE_POINTS];

/** The set of runs given in any order, overlapping or not, by begin and exclusive end. */
export function uniteRuns(runs: Iterable<readonly [number, number]>): CharacterSet {
  const bounds: number[] = [];
  for (const [begin, end] of [...runs].sort(([left], [right]) => left - right)) {
    const last = bounds.at(-1);
    if (last === undefined || begin > last) bounds.push(begin, end);
    else if (end > last) bounds[bounds.length - 1] = end;
  }
  return bounds;
}

export function unite(sets: readonly CharacterSet[]): CharacterSet {
  return uniteRuns(sets.flatMap((set) => [...runsOf(set)]));
}

export function complement(set: CharacterSet): CharacterSet {
  const bounds = set[0] === 0 ? set.slice(1) : [0, ...set];
  return bounds.at(-1) === CODE_POINTS ? bounds.slice(0, -1) : [...bounds, CODE_POINTS];
}

export function haveCommon(left: CharacterSet, right: CharacterSet): boolean {
  const rights = [...runsOf(right)];
  let at = 0;
  for (const [begin, end] of runsOf(left)) {
    while (at < rights.length && (rights[at] as [number, number])[1] <= begin) at++;
    if (at < rights.length && (rights[at] as [number, number])[0] < end) return true;
  }
  return false;
}

/** The runs of `set` by begin and exclusive end. */
export function* runsOf(set: CharacterSet): Generator<[begin: number, end: number]> {
  for (let index = 0; index < set.length; index += 2) yield [set[index] as number, set[index + 1] as number];
}
