import { jsonPointer, type Step } from "../json/json-pointer.js";
import type { Range } from "./range.js";

/** Where one value of a document stands, and its key where it has one. */
export interface ValueRange {
  readonly key?: Range;
  readonly value: Range;
}

/** The ranges of a document's values, by the way to them. */
export class RangeTable {
  readonly #ranges = new Map<string, ValueRange>();

  /** The first range given for a way is kept: a table's header comes before its later mentions. */
  add(steps: readonly Step[], range: ValueRange): void {
    const pointer = jsonPointer(steps);
    if (!this.#ranges.has(pointer)) this.#ranges.set(pointer, range);
  }

  /** The range of the value at `steps`, or of its nearest parent that stands in the text. */
  find(steps: readonly Step[], part: "key" | "value"): Range | undefined {
    for (let length = steps.length; length > 0; length -= 1) {
      const found = this.#ranges.get(jsonPointer(steps.slice(0, length)));
      if (found === undefined) continue;
      const missing = length < steps.length;
      return part === "key" || missing ? (found.key ?? found.value) : found.value;
    }
    return undefined;
  }
}
