import type { JsonValue } from "../json/json-value.js";

/** The text of the unit that is hashed: a string as it is, a number or boolean as JSON; other kinds have none. */
export function unitText(actual: JsonValue): string | undefined {
  if (typeof actual === "string") return actual;
  return typeof actual === "number" || typeof actual === "boolean" ? String(actual) : undefined;
}
