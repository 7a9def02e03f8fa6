import type { Step } from "../json/json-pointer.js";
import type { Range } from "./range.js";
import { StepTree } from "./step-tree.js";

/** Where one value of a document stands, and its key where it has one. */
export interface ValueRange {
  readonly key?: Range;
  readonly value: Range;
}

/** The ranges of a document's values, by the way to them. */
export class RangeTable extends StepTree<ValueRange> {
  /** The range of the value at `steps`, or of its nearest parent that stands in the text. */
  find(steps: readonly Step[], part: "key" | "value"): Range | undefined {
    const { value: found, length } = this.nearest(steps);
    if (found === undefined) return undefined;
    const missing = length < steps.length;
    return part === "key" || missing ? (found.key ?? found.value) : found.value;
  }
}
