import { byCodeUnit } from "../../json/code-unit-order.js";
import { pointerKeys } from "../../json/json-pointer.js";
import type { Violation } from "./schema-engine.js";
import { TOO_DEEP } from "../registry/unusable-schema.js";

/**
 * Each violation that `find` finds, once, in the order of the value's pointers:
 * outer before inner, list indexes by number, names by code unit. Total: a value
 * that the library cannot check, such as one nested beyond the stack, has one
 * violation that says so.
 */
export function orderViolations(find: () => Iterable<Violation>): readonly Violation[] {
  try {
    const violations = new Map<string, Violation>();
    for (const violation of find()) {
      violations.set(JSON.stringify([violation.pointer, violation.keyword, violation.message]), violation);
    }
    return [...violations.values()].sort(byPlace);
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
