import type { RunLengths } from "../automaton/run-lengths.js";
import type { CharacterSet } from "./character-set.js";

/** Keeps each of several sets once, in the form of an automaton. */
export class NumberedSets {
  readonly all: RunLengths[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(set: CharacterSet): number {
    const lengths = set.map((bound, index) => bound - (set[index - 1] ?? 0));
    const key = lengths.join();
    const number = this.#numbers.get(key) ?? this.all.push(lengths) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}
