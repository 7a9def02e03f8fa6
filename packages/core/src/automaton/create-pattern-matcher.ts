import { CERTAIN, createPositionMachine, MATCH, type Progress } from "./create-position-machine.js";
import type { PatternAutomaton } from "./pattern-automaton.js";

/** How many steps a matcher remembers, and a text may add: more than a pattern in use needs, and little memory. */
const MANY_STEPS = 1_000;

interface State {
  readonly progress: Progress;
  /** The last word of `progress`. */
  verdict: number;
  /** By interval of code points, the state after a character in it. */
  readonly next: Map<number, State>;
}

/**
 * The test whether `automaton` matches in a text, in time linear in the text and in
 * bounded memory. The same text always gets the same answer, so all callers can share
 * one matcher. What it runs on is built for the first text.
 */
export function createPatternMatcher(automaton: PatternAutomaton): (text: string) => boolean {
  let matcher: ((text: string) => boolean) | undefined;
  return (text) => (matcher ??= build(automaton))(text);
}

function build(automaton: PatternAutomaton): (text: string) => boolean {
  const { begin, intervalOf, advance } = createPositionMachine(automaton);
  const createState = (progress: Progress): State => ({
    progress: progress.slice(),
    verdict: progress.at(-1) as number,
    next: new Map(),
  });
  const [start, spare, other] = [createState(begin), createState(begin), createState(begin)];
  const known = new Map<number, State>();
  let steps = 0;

  const remember = (from: State, interval: number, { progress }: State): State => {
    if (steps++ > MANY_STEPS) {
      steps = 0;
      known.clear();
      start.next.clear();
    }
    const hash = progress.reduce((sum, word) => Math.imul(sum ^ word, 0x9e3779b1) ^ (sum >>> 15), 0);
    let state = known.get(hash);
    if (!state?.progress.every((word, index) => word === progress[index])) {
      state = createState(progress);
      known.set(hash, state);
    }
    from.next.set(interval, state);
    return state;
  };

  return (text) => {
    let state = start;
    let credit = MANY_STEPS;
    for (let index = 0; index < text.length && state.verdict < CERTAIN; index++) {
      const character = text.codePointAt(index) as number;
      if (character > 0xffff) index++;
      const interval = intervalOf(character);
      let next = state.next.get(interval);
      if (next === undefined) {
        // Written while the other may be read.
        next = state === spare ? other : spare;
        next.verdict = advance(state.progress, character, interval, next.progress);
        // A text that keeps coming to new states would pay for remembering each, and not meet them again.
        if (credit-- > 0) next = remember(state, interval, next);
      }
      state = next;
    }
    return (state.verdict & MATCH) > 0;
  };
}
