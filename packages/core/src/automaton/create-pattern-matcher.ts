import type { PatternAutomaton } from "./pattern-automaton.js";
import { countUpTo, toBounds } from "./run-lengths.js";

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
  const collect = (has: (position: number) => number): Positions => {
    const positions = new Int32Array((matches.length + 31) >> 5);
    for (const position of matches.keys()) (positions[position >> 5] as number) |= (has(position) & 1) << position;
    return positions;
  };
  const sets = automaton.sets.map(toBounds).map((bounds) => collect((position) => countUpTo(bounds, position)));
  const setAt = (index: number) => sets[index] as Positions;
  const characters = automaton.characters.map(toBounds);
  // Within one interval, a character is as good as another.
  const intervals = [...new Set(characters.flat())].sort((left, right) => left - right);

  const createState = (open: Positions, isMatch: boolean, isDone: boolean): State => ({
    open,
    isMatch,
    isCertain: isDone || !(isMatch || open.some(Boolean)),
    next: new Map(),
  });
  const start = createState(setAt(automaton.first), empty !== "none", empty === "all");
  const known = new Map<string, State>();
  /** By interval, the positions that match a character in it. */
  const masks: Positions[] = [];
  /** By eight neighbours, and those of them that matched, the positions that follow. */
  const followers: Positions[] = [];
  let steps = 0;

  const stateAfter = (matched: Positions): State => {
    const open = setAt(automaton.later).slice();
    for (let begin = 0; begin < matches.length; begin += 8) {
      const byte = ((matched[begin >> 5] as number) >> begin) & 255;
      if (byte > 0) unite(open, (followers[begin * 32 + byte] ??= followersOf(begin, byte)));
    }
    const meets = (set: number) => setAt(set).some((word, index) => word & (matched[index] as number));
    const isDone = meets(automaton.done);
    return createState(open, isDone || meets(automaton.end), isDone);
  };

  const followersOf = (begin: number, byte: number): Positions => {
    const found = collect(() => 0);
    for (let bit = 0; bit < 8; bit++) if ((byte >> bit) & 1) unite(found, setAt(follow[begin + bit] as number));
    return found;
  };

  const step = (from: State, interval: number, character: number): State => {
    if (steps++ > MANY_STEPS) {
      steps = masks.length = 0;
      known.clear();
      start.next.clear();
    }
    const mask = (masks[interval] ??= maskOf(character));
    const matched = from.open.map((word, index) => word & (mask[index] as number));
    const key = matched.join();
    const state = known.get(key) ?? stateAfter(matched);
    known.set(key, state);
    from.next.set(interval, state);
    return state;
  };

  const maskOf = (character: number): Positions => {
    const has = characters.map((bounds) => countUpTo(bounds, character));
    return collect((position) => has[matches[position] as number] as number);
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

function unite(positions: Positions, others: Positions): void {
  for (let index = 0; index < others.length; index++) (positions[index] as number) |= others[index] as number;
}
