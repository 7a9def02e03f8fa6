/** A set of numbers as the lengths of its gaps and runs, in turn, beginning with a gap: `[97, 26]` has 97 to 122. */
export type RunLengths = readonly number[];

/** Where the runs begin and, in turn, end: rising, the ends exclusive. */
export function toBounds(lengths: RunLengths): readonly number[] {
  let bound = 0;
  return lengths.map((length) => (bound += length));
}

/** How many of the rising `bounds` are at most `value`: odd inside a run, even in a gap. */
export function countUpTo(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
