import type { CharacterSet } from "./character-set.js";
import type { Alternative, CharacterElement, Element } from "./parse-pattern.js";
import { copiesOf } from "./written-size.js";

/** Positions, each with the number of ways that lead to it. */
export type Ways = ReadonlyMap<number, number>;

/** A part of a pattern, as far as its surroundings need to know it. What is made of it takes it over. */
export interface Fragment {
  /** In how many ways it matches the empty text. */
  readonly empty: number;
  /** The positions that may match its first character. */
  readonly first: Map<number, number>;
  /** The positions that may match its last character. */
  readonly last: Map<number, number>;
}

/** What matches the empty text only. */
export function emptyFragment(): Fragment {
  return { empty: 1, first: new Map(), last: new Map() };
}

/** What matches one character each, and what may come after it. */
export interface Layout {
  /** For each position, what it matches. */
  readonly matches: readonly CharacterSet[];
  /** For each position, the positions that may match the next character. */
  readonly follow: readonly Ways[];
}

/**
 * Lays a pattern out as positions: one for each character set, with counted
 * repetitions written out. The ways from one position to the next are counted, for a
 * backtracking engine tries each of them.
 */
export class PositionLayout implements Layout {
  readonly matches: CharacterSet[] = [];
  readonly follow: Map<number, number>[] = [];
  readonly #read: (element: CharacterElement) => CharacterSet;
  readonly #layOutOther: (element: Element) => Fragment;
  readonly #isBackwards: boolean;

  /** @param layOutOther Makes a fragment of what is neither character, group nor repetition. */
  constructor(
    read: (element: CharacterElement) => CharacterSet,
    layOutOther: (element: Element) => Fragment,
    { isBackwards = false } = {},
  ) {
    this.#read = read;
    this.#layOutOther = layOutOther;
    this.#isBackwards = isBackwards;
  }

  oneOf(alternatives: readonly Alternative[]): Fragment {
    return this.either(alternatives.map(({ elements }) => this.sequence(elements)));
  }

  sequence(elements: readonly Element[]): Fragment {
    const inOrder = this.#isBackwards ? elements.toReversed() : elements;
    return inOrder
      .map((element) => this.#layOut(element))
      .reduce((left, right) => this.join(left, right), emptyFragment());
  }

  character(set: CharacterSet): Fragment {
    const position = this.matches.push(set) - 1;
    this.follow.push(new Map());
    return { empty: 0, first: new Map([[position, 1]]), last: new Map([[position, 1]]) };
  }

  either(fragments: readonly Fragment[]): Fragment {
    return {
      empty: fragments.reduce((ways, { empty }) => ways + empty, 0),
      first: mergeWays(fragments.map(({ first }) => first)),
      last: mergeWays(fragments.map(({ last }) => last)),
    };
  }

  join(left: Fragment, right: Fragment): Fragment {
    this.#connect(left.last, right.first);
    return {
      empty: left.empty * right.empty,
      first: mergeWays([left.first, multiply(right.first, left.empty)]),
      last: mergeWays([right.last, multiply(left.last, right.empty)]),
    };
  }

  /** One or more times. */
  repeat(fragment: Fragment): Fragment {
    this.#connect(fragment.last, fragment.first);
    return fragment;
  }

  optional(fragment: Fragment): Fragment {
    return { ...fragment, empty: fragment.empty + 1 };
  }

  #layOut(element: Element): Fragment {
    switch (element.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return this.character(this.#read(element));
      case "Group":
      case "CapturingGroup":
        return this.oneOf(element.alternatives);
      case "Quantifier":
        return this.#repeatCounted(element);
      default:
        return this.#layOutOther(element);
    }
  }

  #repeatCounted(quantifier: Extract<Element, { type: "Quantifier" }>): Fragment {
    const { min, max, element } = quantifier;
    if (max === 0) return emptyFragment();
    const copies = [this.#layOut(element)];
    // What has no position is the same however often it stands.
    if ((copies[0] as Fragment).first.size > 0)
      while (copies.length < copiesOf(quantifier)) copies.push(this.#layOut(element));
    // From the last to the first, an optional copy inside an optional copy: that way each leads to its next one only.
    return copies.reduceRight<Fragment>((rest, copy, index) => {
      const isLast = index === copies.length - 1;
      const joined = this.join(isLast && max === Infinity ? this.repeat(copy) : copy, rest);
      return index < min ? joined : this.optional(joined);
    }, emptyFragment());
  }

  #connect(from: Ways, to: Ways): void {
    for (const [position, waysThere] of from) {
      const follow = this.follow[position] as Map<number, number>;
      for (const [next, waysOn] of to) follow.set(next, (follow.get(next) ?? 0) + waysThere * waysOn);
    }
  }
}

/** Into the largest, for a fragment is used once. */
function mergeWays(all: readonly Map<number, number>[]): Map<number, number> {
  const merged = all.reduce((largest, ways) => (ways.size > largest.size ? ways : largest), new Map<number, number>());
  for (const ways of all) {
    if (ways === merged) continue;
    for (const [position, count] of ways) merged.set(position, (merged.get(position) ?? 0) + count);
  }
  return merged;
}

function multiply(ways: Ways, factor: number): Map<number, number> {
  return factor === 0
    ? new Map<number, number>()
    : new Map([...ways].map(([position, count]) => [position, count * factor]));
}
