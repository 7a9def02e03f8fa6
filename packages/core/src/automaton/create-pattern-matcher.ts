import type { PatternAutomaton } from "./pattern-automaton.js";
import { countUpTo, toBounds, type RunLengths } from "./run-lengths.js";

/** What one matcher remembers before it starts over: more than a pattern in use needs, and little memory. */
const MANY_STEPS = 1_000;

/** One bit for each position. */
type Positions = Int32Array;

/** What is known after some text. */
interface State {
  /** The positions that may match the next character. */
  readonly open: Positions;
  /** Whether the text matches if it ends here. */
  readonly isMatch: boolean;
  /** Whether it makes no difference what follows. */
  readonly isCertain: boolean;
  /** By interval of code points, the state after a character in it. */
  readonly next: Map<number, State>;
}

/**
 * The test whether `automaton` matches in a text, in time linear in the text and in
 * bounded memory. The same text always gets the same answer, so all callers can share
 * one matcher.
 */
export function createPatternMatcher(automaton: PatternAutomaton): (text: string) => boolean {
  const { matches, follow, empty } = automaton;
  const toPositions = (set: RunLengths): Positions => {
    const bounds = toBounds(set);
    const positions = new Int32Array((matches.length + 31) >> 5);
    for (const position of matches.keys()) add(positions, position, countUpTo(bounds, position));
    return positions;
  };
  const sets = automaton.sets.map(toPositions);
  const [first, later, done, end] = [automaton.first, automaton.later, automaton.done, automaton.end].map(
    (set) => sets[set],
  ) as [Positions, Positions, Positions, Positions];
  const characters = automaton.characters.map(toBounds);
  // Within one interval, a character is as good as another.
  const intervals = [...new Set(characters.flat())].sort((left, right) => left - right);

  const start = createState(first, empty !== "none", empty === "all");
  const known = new Map<string, State>();
  const masks = new Map<number, Positions>();
  let steps = 0;

  const maskOf = (interval: number, character: number): Positions => {
    let mask = masks.get(interval);
    if (mask === undefined) {
      const has = characters.map((bounds) => countUpTo(bounds, character));
      mask = new Int32Array(first.length);
      for (const [position, set] of matches.entries()) add(mask, position, has[set] as number);
      masks.set(interval, mask);
    }
    return mask;
  };

  const stateAfter = (matched: Positions): State => {
    const open = later.slice();
    matched.forEach((bits, word) => {
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const position = (word << 5) + 31 - Math.clz32(rest & -rest);
        const following = sets[follow[position] as number] as Positions;
        for (let index = 0; index < open.length; index++) (open[index] as number) |= following[index] as number;
      }
    });
    const isDone = overlap(matched, done);
    return createState(open, isDone || overlap(matched, end), isDone);
  };

  const step = (from: State, interval: number, character: number): State => {
    if (++steps > MANY_STEPS) {
      steps = 0;
      known.clear();
      masks.clear();
      start.next.clear();
    }
    const mask = maskOf(interval, character);
    const matched = from.open.map((word, index) => word & (mask[index] as number));
    const key = matched.join();
    const state = known.get(key) ?? stateAfter(matched);
    known.set(key, state);
    from.next.set(interval, state);
    return state;
  };

  return (text) => {
    let state = start;
    for (let index = 0; index < text.length && !state.isCertain; index++) {
      const character = text.codePointAt(index) as number;
      if (character > 0xffff) index++;
      const interval = countUpTo(intervals, character);
      state = state.next.get(interval) ?? step(state, interval, character);
    }
    return state.isMatch;
  };
}

function createState(open: Positions, isMatch: boolean, isDone: boolean): State {
  return { open, isMatch, isCertain: isDone || !(isMatch || open.some(Boolean)), next: new Map() };
}

/** Adds `position` when `count` is odd. */
function add(positions: Positions, position: number, count: number): void {
  (positions[position >> 5] as number) |= (count & 1) << position;
}

function overlap(left: Positions, right: Positions): boolean {
  return left.some((word, index) => word & (right[index] as number));
}
