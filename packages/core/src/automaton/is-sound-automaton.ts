import { MOST_POSITIONS, type PatternAutomaton } from "./pattern-automaton.js";

const CODE_POINTS = 0x11_0000;

/**
 * True when `value`, which comes from JSON text, can run: every number in it is in
 * range, so that no text makes it fail or run for long.
 */
export function isSoundAutomaton(value: unknown): value is PatternAutomaton {
  try {
    return isSound(value as PatternAutomaton);
  } catch {
    // Met something of another kind on the way.
    return false;
  }
}

function isSound({ characters, sets, matches, follow, first, later, done, end, empty }: PatternAutomaton): boolean {
  const positions = matches.length;
  return (
    [characters, sets, matches, follow].every((list) => Array.isArray(list)) &&
    positions <= MOST_POSITIONS &&
    follow.length === positions &&
    characters.length <= positions &&
    sets.length <= positions + 4 &&
    characters.every((lengths) => areSoundLengths(lengths, CODE_POINTS)) &&
    sets.every((lengths) => areSoundLengths(lengths, positions)) &&
    areIndices(matches, characters) &&
    areIndices([...follow, first, later, done, end], sets) &&
    ["none", "empty", "all"].includes(empty)
  );
}

function areIndices(indices: readonly unknown[], list: readonly unknown[]): boolean {
  return indices.every((index) => Number.isInteger(index) && (index as number) >= 0 && (index as number) < list.length);
}

/** Only the first gap may be empty. */
function areSoundLengths(lengths: readonly unknown[], most: number): boolean {
  let total = 0;
  return (
    Array.isArray(lengths) &&
    lengths.every((length, index) => {
      total += length as number;
      return Number.isInteger(length) && (length as number) >= (index === 0 ? 0 : 1) && total <= most;
    })
  );
}
