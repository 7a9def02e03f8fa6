import { CODE_POINTS, uniteRuns, type CharacterSet } from "./character-set.js";

/** How many neighbours one text has. No block holds a high surrogate and a low one, which would make a pair. */
const BLOCK = 0x400;

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
  const found: [number, number][] = [];
  // One list for all blocks: making a thousand of them takes longer than the search.
  const block = Array.from({ length: BLOCK }, (_, offset) => offset);
  for (let begin = 0; begin < CODE_POINTS; begin += BLOCK) {
    for (let offset = 0; offset < BLOCK; offset += 1) block[offset] = begin + offset;
    const text = String.fromCodePoint(...block);
    const units = text.length / BLOCK;
    for (const { 0: run, index } of text.matchAll(runs))
      found.push([begin + index / units, begin + (index + run.length) / units]);
  }
  return uniteRuns(found);
}
