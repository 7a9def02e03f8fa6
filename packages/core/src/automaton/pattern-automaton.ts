import type { RunLengths } from "./run-lengths.js";

/** How many positions an automaton has at most. */
export const MOST_POSITIONS = 500;

/**
 * A pattern as an automaton: plain JSON data, which needs neither a regular
 * expression engine nor tables of Unicode to run. Its states are sets of
 * *positions*, the places in the pattern that match one character.
 */
export interface PatternAutomaton {
  /** Sets of code points. */
  readonly characters: readonly RunLengths[];
  /** Sets of positions. */
  readonly sets: readonly RunLengths[];
  /** For each position, which of {@link characters} it matches. */
  readonly matches: readonly number[];
  /** For each position, which of {@link sets} may match the next character. */
  readonly follow: readonly number[];
  /** Which of {@link sets} may match the first character of a text. */
  readonly first: number;
  /** Which of {@link sets} may match any later character, for a match may begin there. */
  readonly later: number;
  /** Which of {@link sets} ends a match wherever it stands. */
  readonly done: number;
  /** Which of {@link sets} ends a match at the end of the text only. */
  readonly end: number;
  /** Which texts match without any position: none, the empty one, or all. */
  readonly empty: "none" | "empty" | "all";
}
