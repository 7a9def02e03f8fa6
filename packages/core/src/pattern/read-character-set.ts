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
 *
 * @throws {UnknownProperty} where it names a property that this engine's Unicode does not have.
 */
export function readCharacterSet(element: CharacterElement | ClassMember, ignoreCase: boolean): CharacterSet {
  const fold = (set: CharacterSet) => (ignoreCase ? foldAlike(set) : set);
  const negateIf = (isNegated: boolean, set: CharacterSet) => (isNegated ? complement(set) : set);
  switch (element.type) {
    case "Character":
      return fold([element.value, element.value + 1]);
    case "CharacterClassRange":
      return fold([element.min.value, element.max.value + 1]);
    case "CharacterClass":
      return negateIf(
        element.negate,
        unite(element.elements.map((member) => readCharacterSet(member as ClassMember, ignoreCase))),
      );
    case "CharacterSet":
      if (element.kind === "any") return complement(LINE_TERMINATORS);
      if (element.kind === "property") return negateIf(element.negate, fold(readProperty(element.raw)));
      return negateIf(element.negate, fold(ESCAPES[element.kind]));
    default:
      // Strings in classes need the `v` flag.
      return ANY_CHARACTER;
  }
}

/** A property that this engine's Unicode does not have. */
export class UnknownProperty extends Error {}

/** What `raw` has without its negation. */
function readProperty(raw: string): CharacterSet {
  const found = findUnicodeProperty(raw.replace("P", "p"));
  if (found === undefined) throw new UnknownProperty(raw);
  return found;
}
