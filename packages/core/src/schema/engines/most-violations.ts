import type { Violation } from "./schema-engine.js";

/** How many violations of one value are told. Finding more would let a value choose how long it is checked. */
export const MOST_VIOLATIONS = 100;

/** Stands last where a value was not checked to its end, for it broke its schema too often. */
export const MAY_BE_MORE: Violation = {
  pointer: "",
  message: "is checked no further: there may be more violations",
  keyword: "more",
};
