import type { Alternative, Element } from "./parse-pattern.js";

/** How often the body of a quantifier is written out. */
export function copiesOf({ min, max }: { readonly min: number; readonly max: number }): number {
  return max === Infinity ? Math.max(min, 1) : max;
}

/** How many parts that `count` counts the alternatives have after counted repetitions are written out; may be infinite. */
export function writtenSize(alternatives: readonly Alternative[], count: (element: Element) => number): number {
  return sum(alternatives.flatMap(({ elements }) => elements.map((element) => sizeOf(element, count))));
}

/** How many characters the alternatives match at most; may be infinite. */
export function longestMatch(alternatives: readonly Alternative[]): number {
  return Math.max(...alternatives.map(({ elements }) => sum(elements.map(longestOf))));
}

function longestOf(element: Element): number {
  switch (element.type) {
    case "Quantifier": {
      const once = longestOf(element.element);
      return once === 0 || element.max === 0 ? 0 : once * element.max;
    }
    case "Group":
    case "CapturingGroup":
      return longestMatch(element.alternatives);
    case "Assertion":
      return 0;
    case "Backreference":
      return Infinity;
    default:
      return 1;
  }
}

function sizeOf(element: Element, count: (element: Element) => number): number {
  switch (element.type) {
    case "Quantifier": {
      const once = sizeOf(element.element, count);
      const copies = copiesOf(element);
      return once === 0 || copies === 0 ? 0 : once * copies;
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
