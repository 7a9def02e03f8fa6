import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from "@rototo/core";

/** Deeper down, a type would only get harder to read. */
const DEEPEST = 16;

/**
 * The TypeScript type of data that looks like `values`, wide enough for other values of
 * the same shape: `string` and not `"a"`. Objects become one type, in which what only
 * some of them have is optional.
 */
export function jsonType(values: readonly JsonValue[], depth = 0): string {
  if (depth > DEEPEST) return "JsonValue";
  const objects = values.filter(isJsonObject);
  const lists = values.filter((value): value is JsonArray => Array.isArray(value));
  const alternatives = new Set<string>(
    values.filter(isScalar).map((value) => (value === null ? "null" : typeof value)),
  );
  if (lists.length > 0) alternatives.add(`readonly (${jsonType(lists.flat(), depth + 1)})[]`);
  if (objects.length > 0) alternatives.add(objectType(objects, depth));
  // An empty list says nothing of its members.
  return [...alternatives].join(" | ") || "JsonValue";
}

function objectType(objects: readonly JsonObject[], depth: number): string {
  const members = new Map<string, JsonValue[]>();
  for (const [key, value] of objects.flatMap((object) => Object.entries(object))) {
    const values = members.get(key);
    if (values === undefined) members.set(key, [value]);
    else values.push(value);
  }
  const texts = [...members].map(([key, values]) => {
    const optional = values.length < objects.length ? "?" : "";
    return `readonly ${JSON.stringify(key)}${optional}: ${jsonType(values, depth + 1)};`;
  });
  return texts.length === 0 ? "{ readonly [key: string]: JsonValue }" : `{ ${texts.join(" ")} }`;
}

function isScalar(value: JsonValue): value is null | boolean | number | string {
  return typeof value !== "object" || value === null;
}
