import { keyOf } from "../documents/place.js";
import { kindOf, type JsonArray, type JsonValue } from "../json/json-value.js";
import type { Field } from "../model/field.js";
import type { Finding } from "./rule.js";

/** What is wrong with the `salt` of an operator that places units by hash. */
export function* wrongSalt(operator: string, salt: Field<JsonValue>): Generator<Finding> {
  if (salt.state === "missing") yield { at: salt.place, message: "salt is missing" };
  if (salt.state !== "present" || typeof salt.value === "string") return;
  yield { at: salt.place, message: `${operator} salt must be a string, found ${kindOf(salt.value)}` };
}

/** A `value` beside an operator that compares with none. */
export function* disallowedValue(operator: string, value: Field<JsonValue>): Generator<Finding> {
  if (value.state !== "present") return;
  yield { at: keyOf(value.place), message: `${operator} takes no value`, help: "Remove `value`." };
}

/** The two bounds of a `range`; `undefined` when it is no list of two numbers. */
export function readBounds(range: JsonValue): readonly [from: number, to: number] | undefined {
  const [from, to, ...others] = Array.isArray(range) ? (range as JsonArray) : [];
  return typeof from === "number" && typeof to === "number" && others.length === 0 ? [from, to] : undefined;
}
