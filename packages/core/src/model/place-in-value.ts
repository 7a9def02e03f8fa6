import { placeOf, type Place } from "../documents/place.js";
import type { Step } from "../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonArray, type JsonValue } from "../json/json-value.js";

const LIST_INDEX = /^(0|[1-9][0-9]{0,14})$/;

/**
 * The place of what `keys` lead to inside `value`, which stands at `place`. A key
 * of a list is its index from 0. Where the keys leave the value, the place of the
 * last thing they reached.
 */
export function placeInValue(place: Place, value: JsonValue, keys: readonly string[]): Place {
  const steps: Step[] = [];
  let current: JsonValue | undefined = value;
  for (const key of keys) {
    const step: Step = Array.isArray(current) && LIST_INDEX.test(key) ? Number(key) : key;
    current = memberOf(current, step);
    if (current === undefined) break;
    steps.push(step);
  }
  return steps.length === 0 ? place : placeOf(place, ...steps);
}

function memberOf(value: JsonValue, step: Step): JsonValue | undefined {
  if (typeof step === "number") return (value as JsonArray)[step];
  return isJsonObject(value) ? ownValue(value, step) : undefined;
}
