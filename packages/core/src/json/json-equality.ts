import { isJsonObject, ownValue, type JsonValue } from "./json-value.js";

/** JSON equality: numbers by value (0 is -0), lists in order, objects without regard to key order, no coercion. */
export function jsonEqual(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item: JsonValue, index) => jsonEqual(item, right[index] as JsonValue))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => {
      const other = ownValue(right, key);
      return other !== undefined && jsonEqual(left[key] as JsonValue, other);
    })
  );
}
