/** Orders strings by UTF-16 code unit, the one order rototo uses for ids and keys. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Few enough names that sorting by insertion is quicker. */
const FEW = 16;

/**
 * Sorts `names` in place by code unit and returns them. Most lists are a few keys
 * of one table, for which the engine's sort allocates more than they hold.
 */
export function sortNames(names: string[]): string[] {
  if (names.length > FEW) return names.sort(byCodeUnit);
  for (let end = 1; end < names.length; end += 1) {
    const name = names[end] ?? "";
    let index = end;
    for (let before = names[index - 1]; before !== undefined && before > name; before = names[index - 1]) {
      names[index] = before;
      index -= 1;
    }
    names[index] = name;
  }
  return names;
}
