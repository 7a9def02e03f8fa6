import type { PatternAutomaton } from "./pattern-automaton.js";
import { countUpTo, toBounds, type RunLengths } from "./run-lengths.js";

/** What is known after some text: a bit for each position that may match the next character, and a word of verdicts. */
export type Progress = Int32Array;

/** Set in the last word when the text matches if it ends here. */
export const MATCH = 1;
/** Set in the last word when it makes no difference what follows. */
export const CERTAIN = 2;

/** Runs an automaton on sets of positions, and remembers no step. */
export interface PositionMachine {
  /** What is known before any text. */
  readonly begin: Progress;
  /** The interval of code points that `character` is in: within one, a character is as good as another. */
  readonly intervalOf: (character: number) => number;
  /**
   * Writes to `into` what is known when `character`, of `interval`, comes after `from`,
   * and returns the verdicts. Takes about a microsecond for the most positions, and
   * allocates nothing but what it needs once for each interval.
   */
  readonly advance: (from: Progress, character: number, interval: number, into: Progress) => number;
}

export function createPositionMachine(automaton: PatternAutomaton): PositionMachine {
  const { matches } = automaton;
  const words = (matches.length + 31) >> 5;
  const sets = automaton.sets.map((lengths) => progressOf(lengths, words));
  const table = tableOf(automaton, sets, words);
  const later = sets[automaton.later] as Progress;
  const begin = (sets[automaton.first] as Progress).slice();
  begin[words] = { none: 0, empty: MATCH, all: MATCH | CERTAIN }[automaton.empty];

  const characters = automaton.characters.map(toBounds);
  const intervals = [...new Set(characters.flat())].sort((left, right) => left - right);
  const ofAscii = Uint16Array.from({ length: 128 }, (_, character) => countUpTo(intervals, character));
  /** By interval, the positions that match a character in it. */
  const masks: Int32Array[] = [];
  const maskOf = (character: number): Int32Array => {
    const has = characters.map((bounds) => countUpTo(bounds, character) & 1);
    const mask = new Int32Array(words);
    matches.forEach((set, position) => ((mask[position >> 5] as number) |= (has[set] as number) << position));
    return mask;
  };

  return {
    begin,
    intervalOf: (character) => ofAscii[character] ?? countUpTo(intervals, character),
    advance(from, character, interval, into) {
      const mask = (masks[interval] ??= maskOf(character));
      let any = 0;
      for (let to = 0, row = 0; to <= words; to++) {
        let union = later[to] as number;
        for (let word = 0; word < words; word++, row++) {
          const unions = table[row];
          if (unions === undefined) continue;
          let matched = (from[word] as number) & (mask[word] as number);
          for (let at = 0; matched !== 0; matched >>>= 4, at += 16) union |= unions[at + (matched & 15)] as number;
        }
        into[to] = union;
        any |= union;
      }
      if (any === 0) into[words] = CERTAIN;
      return into[words] as number;
    },
  };
}

/** The positions that `lengths` has, without a verdict. */
function progressOf(lengths: RunLengths, words: number): Progress {
  const progress = new Int32Array(words + 1);
  let at = 0;
  lengths.forEach((length, index) => {
    for (const stop = at + length; at < stop; at++) (progress[at >> 5] as number) |= (index & 1) << at;
  });
  return progress;
}

/**
 * By word of progress, then by word of positions that matched, for each four neighbours
 * in that: by those of the four that matched, what is known. Nothing is `undefined`, for
 * to most words most others are nothing.
 */
function tableOf(
  { follow, done, end }: PatternAutomaton,
  sets: readonly Progress[],
  words: number,
): readonly (Int32Array | undefined)[] {
  const has = (set: number, position: number) => ((sets[set]?.[position >> 5] ?? 0) >> position) & 1;
  /** What is known when only `position` matched. */
  const known = (position: number, word: number): number =>
    word < words
      ? (sets[follow[position] as number]?.[word] ?? 0)
      : (has(done, position) * (MATCH | CERTAIN)) | (has(end, position) * MATCH);
  return Array.from({ length: (words + 1) * words }, (_, row) => {
    const unions = new Int32Array(128);
    for (let at = 0; at < 128; at++) {
      const lowest = at & -at & 15;
      const position = (row % words) * 32 + (at >> 4) * 4 + 31 - Math.clz32(lowest);
      if (lowest > 0) unions[at] = (unions[at - lowest] as number) | known(position, Math.floor(row / words));
    }
    return unions.some(Boolean) ? unions : undefined;
  });
}
