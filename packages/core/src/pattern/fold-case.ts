import { countUpTo } from "../automaton/run-lengths.js";
import { runsOf, uniteRuns, type CharacterSet } from "./character-set.js";
import { findUnicodeProperty } from "./unicode-property.js";

/** By what they fold to, the code points that fold to it; only where there are several. */
let alike: ReadonlyMap<number, readonly number[]> | undefined;

/**
 * The code point that stands for `character` where case makes no difference: its upper
 * case, of that the lower case, each only where it is one code point. `ß` and `ẞ` fold
 * alike, `İ` and `ı` stay.
 */
export function foldCase(character: number): number {
  if (character === 0x130 || character === 0x131) return character;
  return single(single(character, "toUpperCase"), "toLowerCase");
}

/** `set` with all code points that fold as one in it does. */
export function foldAlike(set: CharacterSet): CharacterSet {
  alike ??= findAlike();
  const added: [number, number][] = [];
  for (const characters of alike.values())
    if (characters.some((character) => has(set, character)))
      for (const character of characters) added.push([character, character + 1]);
  return uniteRuns([...runsOf(set), ...added]);
}

function findAlike(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const add = (character: number) => {
    const folded = foldCase(character);
    const characters = found.get(folded) ?? [folded];
    if (!characters.includes(character)) characters.push(character);
    found.set(folded, characters);
  };
  for (const [begin, end] of runsOf(findUnicodeProperty("\\p{Changes_When_Casemapped}") as CharacterSet))
    for (let character = begin; character < end; character++) add(character);
  return found;
}

function single(character: number, method: "toUpperCase" | "toLowerCase"): number {
  const mapped = [...String.fromCodePoint(character)[method]()];
  return mapped.length === 1 ? ((mapped[0] as string).codePointAt(0) as number) : character;
}

function has(set: CharacterSet, character: number): boolean {
  return countUpTo(set, character) % 2 === 1;
}
