import { CODE_POINTS, uniteRuns, type CharacterSet } from "./character-set.js";

/** Where texts of neighbours begin: the planes, and the low surrogates, which after a high one would make a pair. */
const CHUNKS = [0, 0xdc00, ...Array.from({ length: 16 }, (_, plane) => (plane + 1) * 0x1_0000)];

const known = new Map<string, CharacterSet>();

/**
 * The code points of an escape such as `\p{Lu}`, from the tables of Unicode that this
 * engine has, or `undefined` when it does not know the property.
 */
export function findUnicodeProperty(escape: string): CharacterSet | undefined {
  const found = known.get(escape) ?? readProperty(escape);
  if (found !== undefined) known.set(escape, found);
  return found;
}

function readProperty(escape: string): CharacterSet | undefined {
  let runs: RegExp;
  try {
    runs = new RegExp(`${escape}+`, "gu");
  } catch {
    return undefined;
  }
  return uniteRuns(
    CHUNKS.flatMap((begin, index) => {
      const end = CHUNKS[index + 1] ?? CODE_POINTS;
      const text = Array.from({ length: end - begin }, (_, offset) => String.fromCodePoint(begin + offset)).join("");
      const unitsEach = text.length / (end - begin);
      return [...text.matchAll(runs)].map(({ 0: run, index: offset }): [number, number] => [
        begin + offset / unitsEach,
        begin + (offset + run.length) / unitsEach,
      ]);
    }),
  );
}
