import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import { isComposite } from "../json/json-value.js";

/** A key on the way to an attribute, beside those of the same object: a linked list, the quickest for as few as there are. */
export interface AttributeKey {
  readonly key: string;
  readonly next: AttributeKey | undefined;
  /** The keys inside what it holds. */
  readonly inner: AttributeKey | undefined;
  /** True where an attribute ends. */
  readonly isLast: boolean;
}

/**
 * How many of `keys` the caller's own `value` has, all the way down. NaN on any doubt that it is plain JSON data, and
 * that attributes read from it are what they are in a copy. Allocates nothing, and reads each property once.
 */
export function countKeys(value: unknown, keys: AttributeKey | undefined, level = 1): number {
  if (!isComposite(value) || value["__proto__"] !== Object.prototype || level > DEEPEST_LEVEL) return NaN;
  let count = 0;
  for (const key in value) {
    // What is inherited. Runtimes need not ask in such a loop, as they do for `Object.hasOwn`.
    if (!Object.prototype.hasOwnProperty.call(value, key)) return NaN;
    let known = keys;
    while (known !== undefined && known.key !== key) known = known.next;
    if (known !== undefined) count++;
    const member = value[key];
    if (isScalar(member)) continue;
    // A predicate would look at the caller's list or object.
    if (known?.isLast === true) return NaN;
    count += Array.isArray(member) ? countInList(member, level + 1) : countKeys(member, known?.inner, level + 1);
  }
  return count;
}

/** 0, or NaN: no attribute leads into a list. */
function countInList(list: readonly unknown[], level: number): number {
  if (list[Symbol.iterator] !== Array.prototype[Symbol.iterator] || level > DEEPEST_LEVEL) return NaN;
  let count = 0;
  // Not as far as it is long: a sparse list may have billions of items.
  for (let index = 0; index < list.length && count === 0; index++) {
    const item = list[index];
    if (isScalar(item)) continue;
    count = Array.isArray(item) ? countInList(item, level + 1) : countKeys(item, undefined, level + 1);
  }
  return count;
}

/** True for JSON that has no members. */
export function isScalar(value: unknown): boolean {
  return typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "string" || typeof value === "boolean" || value === null;
}
