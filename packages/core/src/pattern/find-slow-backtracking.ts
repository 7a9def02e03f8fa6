import { ANY_CHARACTER } from "./character-set.js";
import { countSteps, TooLargeToCount } from "./count-steps.js";
import { isAnchor } from "./find-outside-syntax.js";
import { emptyFragment, PositionLayout, type Fragment } from "./lay-out-positions.js";
import { parsePattern, type Alternative, type Backreference, type Element, type LookAround } from "./parse-pattern.js";
import { readCharacterSet } from "./read-character-set.js";
import { longestMatch, writtenSize } from "./written-size.js";

/** The longest text, in UTF-16 units, that {@link findSlowBacktracking} judges for. */
export const LONGEST_BACKTRACKED = 1_000;

/**
 * More than an ordinary pattern takes whose time grows with the square of the text's length,
 * such as `\bfoo\b.*bar`, and little enough for a list of many such texts.
 */
const MOST_STEPS = 5_000_000;

/** The largest pattern that is judged, after counted repetitions are written out. */
const MOST_PARTS = 10_000;

const TOO_SLOW =
  "could take very long, for it can match one text in many ways: begin each round of a repetition with something that nothing else in it matches, as in ^[a-z]+(-[a-z]+)*$, begin the pattern with ^, or list the values with enum";
const TOO_LARGE = "is too large to be sure that it never takes very long: list the values with enum";

/**
 * Why a backtracking engine must not run `source` on a text of up to
 * {@link LONGEST_BACKTRACKED} characters, or `undefined` when it may, because an upper
 * bound of its steps on any such text is small. Takes bounded time, the same on every
 * run. Total.
 */
export function findSlowBacktracking(source: string): string | undefined {
  const parse = parsePattern(source);
  if (!parse.ok) return parse.fault.message;
  const { alternatives } = parse.tree;
  try {
    if (writtenSize(alternatives, countParts) > MOST_PARTS) return TOO_LARGE;
    return stepsOfSearch(alternatives) > MOST_STEPS ? TOO_SLOW : undefined;
  } catch (error) {
    if (error instanceof TooLargeToCount || error instanceof RangeError) return TOO_LARGE;
    throw error;
  }
}

/** What an engine does again in each round of a counted repetition, also where it matches no character. */
function countParts(element: Element): number {
  if (element.type === "Assertion" && "alternatives" in element)
    return 1 + writtenSize(element.alternatives, countParts);
  if ("alternatives" in element) return element.alternatives.filter(({ elements }) => elements.length === 0).length;
  return 1;
}

function stepsOfSearch(alternatives: readonly Alternative[]): number {
  const search = new BacktrackingLayout(false);
  const isAnchored = ({ elements }: Alternative) => isAnchor(elements[0], "start");
  const anchored = search.layout.oneOf(alternatives.filter(isAnchored));
  const others = alternatives.filter((alternative) => !isAnchored(alternative));
  // A search is a match that may pass over any text first.
  const start = others.length === 0 ? [] : [search.layout.join(search.anyText(), search.layout.oneOf(others))];
  return search.stepsFrom(search.layout.either([anchored, ...start]));
}

/** A layout on which the paths are those of a backtracking engine, or more. */
class BacktrackingLayout {
  readonly layout: PositionLayout;
  readonly #isBackwards: boolean;
  /** The look-arounds that go the other way, with the steps of each. */
  readonly #opposite = new Map<LookAround, number>();

  constructor(isBackwards: boolean) {
    this.#isBackwards = isBackwards;
    this.layout = new PositionLayout(
      (element) => readCharacterSet(element, false),
      (element) => this.#layOutOther(element),
      { isBackwards },
    );
  }

  anyText(): Fragment {
    return this.layout.optional(this.layout.repeat(this.layout.character(ANY_CHARACTER)));
  }

  stepsFrom(start: Fragment): number {
    const eachStep = [...this.#opposite.values()].reduce((total, steps) => total + steps, 1);
    return countSteps(this.layout, start.first, LONGEST_BACKTRACKED) * eachStep;
  }

  #layOutOther(element: Element): Fragment {
    if (element.type === "Backreference") return this.#anyCapture(element);
    return element.type === "Assertion" && "alternatives" in element ? this.#lookAround(element) : emptyFragment();
  }

  /** Whatever the group captured is some text of up to its length. */
  #anyCapture({ resolved }: Backreference): Fragment {
    const longest = Math.max(...[resolved].flat().map(({ alternatives }) => longestMatch(alternatives)));
    if (longest > 1) return this.anyText();
    return longest === 0 ? emptyFragment() : this.layout.optional(this.layout.character(ANY_CHARACTER));
  }

  /** A path may go into one that goes the same way and end there; one that goes the other way costs extra. */
  #lookAround(lookAround: LookAround): Fragment {
    const isBackwards = lookAround.kind === "lookbehind";
    if (isBackwards === this.#isBackwards)
      return { ...emptyFragment(), first: this.layout.oneOf(lookAround.alternatives).first };
    if (!this.#opposite.has(lookAround)) {
      const other = new BacktrackingLayout(isBackwards);
      this.#opposite.set(lookAround, other.stepsFrom(other.layout.oneOf(lookAround.alternatives)));
    }
    return emptyFragment();
  }
}
