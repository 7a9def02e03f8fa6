import type { Alternative, Element } from "./parse-pattern.js";

/** At most as many characters that match, after counted repetitions are written out. */
export const MOST_POSITIONS = 500;

/** How often the body of a quantifier is written out. */
export function copiesOf({ min, max }: { readonly min: number; readonly max: number }): number {
  return max === Infinity ? Math.max(min, 1) : max;
}

/** How many parts that `count` counts the alternatives have after counted repetitions are written out; may be infinite. */
export function writtenSize(alternatives: readonly Alternative[], count: (element: Element) => number): number {
  return sum(alternatives.flatMap(({ elements }) => elements.map((element) => sizeOf(element, count))));
}

function sizeOf(element: Element, count: (element: Element) => number): number {
  switch (element.type) {
    case "Quantifier": {
      const once = sizeOf(element.element, count);
      return once === 0 ? 0 : once * copiesOf(element);
    }
    case "Group":
    case "CapturingGroup":
      return count(element) + writtenSize(element.alternatives, count);
    default:
      return count(element);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
