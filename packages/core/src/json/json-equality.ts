import { isComposite } from "./json-value.js";

/**
 * JSON equality of two JSON values: numbers by value (0 is -0), lists in order, objects
 * without regard to key order, no coercion.
 */
export function jsonEqual(left: unknown, right: unknown): boolean {
  return left === right || (isComposite(left) && isComposite(right) && haveEqualMembers(left, right));
}

function haveEqualMembers(left: { [key: string]: unknown }, right: { [key: string]: unknown }): boolean {
  const keys = Object.keys(left);
  return (
    Array.isArray(left) === Array.isArray(right) &&
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]))
  );
}
