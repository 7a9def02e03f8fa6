import type { Step } from "../json/json-pointer.js";

/** What is known of the values of a document, as a tree of steps: a key is held once, however much stands below it. */
export class StepTree<T> {
  #value: T | undefined;
  #members: Map<string, StepTree<T>> | undefined;

  /** The tree below `step`. */
  member(step: Step): StepTree<T> {
    this.#members ??= new Map();
    const known = this.#members.get(String(step));
    if (known !== undefined) return known;
    const member = new StepTree<T>();
    this.#members.set(String(step), member);
    return member;
  }

  /** The first value given is kept: a table's header comes before its later mentions. */
  set(value: T): void {
    this.#value ??= value;
  }

  /** The value at `steps`, or the last one on the way there, and after how many steps it stands. */
  nearest(steps: readonly Step[]): { readonly value: T | undefined; readonly length: number } {
    let nearest: { value: T | undefined; length: number } = { value: undefined, length: 0 };
    let length = 0;
    let members = this.#members;
    for (const step of steps) {
      const tree = members?.get(String(step));
      if (tree === undefined) break;
      length += 1;
      if (tree.#value !== undefined) nearest = { value: tree.#value, length };
      members = tree.#members;
    }
    return nearest;
  }
}
