import { ANY_CHARACTER, complement, unite, uniteRuns, type CharacterSet } from "./character-set.js";
import { foldAlike } from "./fold-case.js";
import type { CharacterElement, ClassMember } from "./parse-pattern.js";
import { findUnicodeProperty } from "./unicode-property.js";

const LINE_TERMINATORS = uniteRuns([
  [0x0a, 0x0b],
  [0x0d, 0x0e],
  [0x2028, 0x202a],
]);

/** What `\d`, `\s` and `\w` match with the `u` flag. The version of Unicode makes no difference to them. */
const ESCAPES: Readonly<Record<"digit" | "space" | "word", CharacterSet>> = {
  digit: [0x30, 0x3a],
  space: uniteRuns([
    [0x09, 0x0e],
    [0x20, 0x21],
    [0xa0, 0xa1],
    [0x1680, 0x1681],
    [0x2000, 0x200b],
    [0x2028, 0x202a],
    [0x202f, 0x2030],
    [0x205f, 0x2060],
    [0x3000, 0x3001],
    [0xfeff, 0xff00],
  ]),
  word: uniteRuns([
    [0x30, 0x3a],
    [0x41, 0x5b],
    [0x5f, 0x60],
    [0x61, 0x7b],
  ]),
};

/**
 * The code points that `element` matches. With `ignoreCase` it stands for everything
 * that folds alike, and a negated class or escape for everything that does not.
 */
export function readCharacterSet(element: CharacterElement, ignoreCase: boolean): CharacterSet {
  if (element.type !== "CharacterClass") return readMembers([element], ignoreCase);
  return negateIf(element.negate, readMembers(element.elements as readonly ClassMember[], ignoreCase));
}

function readMembers(members: readonly (CharacterElement | ClassMember)[], ignoreCase: boolean): CharacterSet {
  const fold = (set: CharacterSet) => (ignoreCase ? foldAlike(set) : set);
  const runs: [number, number][] = [];
  const sets: CharacterSet[] = [];
  for (const member of members) {
    if (member.type === "Character") runs.push([member.value, member.value + 1]);
    if (member.type === "CharacterClassRange") runs.push([member.min.value, member.max.value + 1]);
    if (member.type !== "CharacterSet") continue;
    if (member.kind === "any") sets.push(complement(LINE_TERMINATORS));
    else
      sets.push(
        negateIf(member.negate, fold(member.kind === "property" ? readProperty(member.raw) : ESCAPES[member.kind])),
      );
  }
  return unite([fold(uniteRuns(runs)), ...sets]);
}

function negateIf(isNegated: boolean, set: CharacterSet): CharacterSet {
  return isNegated ? complement(set) : set;
}

/** What `raw` has without its negation. A property that this engine's Unicode does not have may be anything. */
function readProperty(raw: string): CharacterSet {
  return findUnicodeProperty(raw.replace(/^\\P/, "\\p")) ?? ANY_CHARACTER;
}
