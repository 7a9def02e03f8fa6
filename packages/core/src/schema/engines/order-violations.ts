import { byCodeUnit } from "../../json/code-unit-order.js";
import { pointerKeys } from "../../json/json-pointer.js";
import { MAY_BE_MORE, MOST_VIOLATIONS } from "./most-violations.js";
import type { Violation } from "./schema-engine.js";
import { TOO_DEEP } from "../registry/unusable-schema.js";

/**
 * The first {@link MOST_VIOLATIONS} that `find` finds, each once, in the order of the value's
 * pointers: outer before inner, list indexes by number, names by code unit; then
 * {@link MAY_BE_MORE}, where there may be. Total: a value that the library cannot check, such
 * as one nested beyond the stack, has one violation that says so.
 */
export function orderViolations(find: () => Iterable<Violation>): readonly Violation[] {
  try {
    const violations = new Map<string, Violation>();
    let isCut = false;
    for (const violation of find()) {
      isCut = violation === MAY_BE_MORE || violations.size === MOST_VIOLATIONS;
      if (isCut) break;
      violations.set(JSON.stringify([violation.pointer, violation.keyword, violation.message]), violation);
    }
    const told = [...violations.values()].sort(byPlace);
    return isCut ? [...told, MAY_BE_MORE] : told;
  } catch (error) {
    const reason = error instanceof RangeError ? TOO_DEEP : "cannot be checked";
    return [{ pointer: "", message: reason, keyword: "check" }];
  }
}

function byPlace(left: Violation, right: Violation): number {
  const leftKeys = pointerKeys(left.pointer);
  const rightKeys = pointerKeys(right.pointer);
  for (const [index, leftKey] of leftKeys.entries()) {
    const rightKey = rightKeys[index];
    if (rightKey === undefined) return 1;
    if (leftKey === rightKey) continue;
    const numbers = /^\d+$/.test(leftKey) && /^\d+$/.test(rightKey) ? Number(leftKey) - Number(rightKey) : 0;
    return numbers || byCodeUnit(leftKey, rightKey);
  }
  if (leftKeys.length < rightKeys.length) return -1;
  return byCodeUnit(left.keyword, right.keyword) || byCodeUnit(left.message, right.message);
}
