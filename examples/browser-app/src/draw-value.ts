import type { JsonObject, JsonValue } from "@rototo/core/resolve";
import { element } from "./element.js";

/** A value in full: an object by its members, anything else as JSON. */
export function drawValue(value: JsonValue): HTMLElement {
  if (!isObject(value)) return element("p", { class: "value" }, json(value));
  const members = Object.entries(value).flatMap(([key, member]) => [
    element("dt", {}, key),
    element("dd", {}, json(member)),
  ]);
  return element("dl", { class: "value" }, ...members);
}

/** A value as JSON, with its type as class. */
export function json(value: JsonValue): HTMLElement {
  return element("code", { class: `json ${typeof value}` }, JSON.stringify(value, null, isObject(value) ? 2 : 0));
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
