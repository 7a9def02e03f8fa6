import { MOST_POSITIONS, type PatternAutomaton } from "../automaton/pattern-automaton.js";
import { uniteRuns, type CharacterSet } from "./character-set.js";
import { findOutsideSyntax, isAnchor } from "./find-outside-syntax.js";
import { emptyFragment, PositionLayout } from "./lay-out-positions.js";
import { NumberedSets } from "./numbered-sets.js";
import { isCharacter, NESTED_TOO_DEEPLY, parsePattern, type Alternative, type PatternFault } from "./parse-pattern.js";
import { readCharacterSet } from "./read-character-set.js";
import { writtenSize } from "./written-size.js";

export type PatternCompilation =
  | { readonly ok: true; readonly automaton: PatternAutomaton }
  | {
      readonly ok: false;
      /**
       * `invalid` is no regular expression at all, `outside` one that only a
       * backtracking engine runs, `too-large` one that matches too many characters.
       */
      readonly reason: "invalid" | "outside" | "too-large";
      readonly fault: PatternFault;
    };

export interface PatternOptions {
  /** Whether all that folds alike, as `foldCase` has it, is one character. */
  readonly ignoreCase?: boolean | undefined;
}

/**
 * Compiles `source` to an automaton, which matches what the regular expression does
 * with the `u` flag, or says why there is none. Total. The tables of Unicode behind
 * `\p{…}` are those of the engine that runs this.
 */
export function compilePattern(source: string, { ignoreCase = false }: PatternOptions = {}): PatternCompilation {
  const parse = parsePattern(source);
  if (!parse.ok) return { ok: false, reason: "invalid", fault: parse.fault };
  const { tree } = parse;
  try {
    const outside = findOutsideSyntax(tree);
    if (outside !== undefined) return { ok: false, reason: "outside", fault: outside };
    const size = writtenSize(tree.alternatives, (element) => (isCharacter(element) ? 1 : 0));
    if (size <= MOST_POSITIONS) return { ok: true, automaton: build(tree.alternatives, ignoreCase) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, reason: "too-large", fault: NESTED_TOO_DEEPLY };
  }
  const message = `has more than ${MOST_POSITIONS} characters that match, after counted repetitions are written out: use * or +, and limit the length of the text beside the pattern`;
  return { ok: false, reason: "too-large", fault: { message, index: 0 } };
}

function build(alternatives: readonly Alternative[], ignoreCase: boolean): PatternAutomaton {
  const layout = new PositionLayout((element) => readCharacterSet(element, ignoreCase), emptyFragment);
  const parts = alternatives.map(({ elements }) => ({
    isAtStart: isAnchor(elements[0], "start"),
    isAtEnd: isAnchor(elements.at(-1), "end"),
    fragment: layout.sequence(elements),
  }));
  const positions = (side: "first" | "last", some = parts) =>
    toSet(some.flatMap(({ fragment }) => [...fragment[side].keys()]));
  const emptyParts = parts.filter(({ fragment }) => fragment.empty > 0);
  const matchesAll = emptyParts.some(({ isAtStart, isAtEnd }) => !(isAtStart && isAtEnd));

  const sets = new NumberedSets();
  const characters = new NumberedSets();
  return {
    matches: layout.matches.map((set) => characters.numberOf(set)),
    follow: layout.follow.map((ways) => sets.numberOf(toSet(ways.keys()))),
    first: sets.numberOf(positions("first")),
    later: sets.numberOf(
      positions(
        "first",
        parts.filter(({ isAtStart }) => !isAtStart),
      ),
    ),
    done: sets.numberOf(
      positions(
        "last",
        parts.filter(({ isAtEnd }) => !isAtEnd),
      ),
    ),
    end: sets.numberOf(
      positions(
        "last",
        parts.filter(({ isAtEnd }) => isAtEnd),
      ),
    ),
    empty: matchesAll ? "all" : emptyParts.length > 0 ? "empty" : "none",
    sets: sets.all,
    characters: characters.all,
  };
}

function toSet(positions: Iterable<number>): CharacterSet {
  return uniteRuns([...positions].map((position) => [position, position + 1]));
}
