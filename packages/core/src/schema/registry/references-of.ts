import { ownValue, type JsonObject } from "../../json/json-value.js";
import type { Draft } from "./draft.js";
import type { SchemaPlace } from "./schema-registry.js";

/** One key per place. */
export function placeKey(place: SchemaPlace): string {
  return `${place.path}#${place.pointer}`;
}

/** The keywords of `schema` that refer to another, in `draft`. */
export function referencesOf(schema: JsonObject, draft: Draft): readonly { keyword: string; reference: string }[] {
  const keywords = draft === 2020 ? ["$ref", "$dynamicRef"] : draft === 2019 ? ["$ref", "$recursiveRef"] : ["$ref"];
  const found = [];
  for (const keyword of keywords) {
    const reference = ownValue(schema, keyword);
    if (typeof reference === "string") found.push({ keyword, reference });
  }
  return found;
}
