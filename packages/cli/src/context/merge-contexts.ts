import { isJsonObject, ownValue, setOwnValue, type JsonObject, type JsonValue } from "@rototo/core";

/** Merges later contexts over earlier ones: objects deeply, anything else as a whole. Changes none of them. */
export function mergeContexts(contexts: readonly JsonObject[]): JsonObject {
  return contexts.reduce(mergeObjects, {});
}

/** `value` at the end of the objects that `keys` name: `a`, `b` and 1 give `{ a: { b: 1 } }`. */
export function contextAtPath(keys: readonly string[], value: JsonValue): JsonObject {
  return keys.reduceRight((inner: JsonValue, key) => {
    const context: { [key: string]: JsonValue } = {};
    setOwnValue(context, key, inner);
    return context;
  }, value) as JsonObject;
}

function mergeObjects(under: JsonObject, over: JsonObject): JsonObject {
  const merged: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(under)) setOwnValue(merged, key, value);
  for (const [key, value] of Object.entries(over)) {
    const present = ownValue(under, key);
    setOwnValue(merged, key, isJsonObject(present) && isJsonObject(value) ? mergeObjects(present, value) : value);
  }
  return merged;
}
