/** A value that JSON can hold. Every configured value and every context is one. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;

/** An array of JSON values, not to be written to. */
export type JsonArray = readonly JsonValue[];

/**
 * A JSON object. It may carry any key as an own property, `__proto__` and
 * `constructor` included, so read it with {@link ownValue} and build it with
 * {@link setOwnValue}.
 */
export interface JsonObject {
  /** The value of a key: look it up with `ownValue`. */
  readonly [key: string]: JsonValue;
}

/** True for a JSON object and a JSON list. */
export function isComposite(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

/** True for a JSON object; arrays and null are not. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isComposite(value) && !Array.isArray(value);
}

/** The own property `key` of `object`, or `undefined`; never something inherited. */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets `key` as plain data, also when it is `__proto__`. */
export function setOwnValue<T>(object: { [key: string]: T }, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

/** What a person calls the kind of `value`: `list` and `object` as in the file format. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value;
}
