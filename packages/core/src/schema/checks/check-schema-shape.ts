import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonValue } from "../../json/json-value.js";
import type { Draft } from "../registry/draft.js";
import { keywordShape, type KeywordShape } from "../registry/schema-keywords.js";

/** A keyword whose value is not what the draft allows. */
export interface ShapeMistake {
  /** From the schema that was checked. */
  readonly pointer: string;
  readonly message: string;
}

const TYPES: ReadonlySet<unknown> = new Set(["null", "boolean", "integer", "number", "string", "array", "object"]);

/**
 * The first keyword of `schema` itself, not of its subschemas, that breaks the
 * rules of `draft`. It stands for the draft's meta-schema, which says the same in
 * a form that costs an engine much more to check.
 */
export function findShapeMistake(schema: JsonValue, draft: Draft): ShapeMistake | undefined {
  if (typeof schema === "boolean") {
    return draft === 4 ? { pointer: "", message: "must be an object: draft-04 has no boolean schemas" } : undefined;
  }
  if (!isJsonObject(schema)) return { pointer: "", message: "must be a schema: an object or a boolean" };
  for (const keyword of Object.keys(schema)) {
    const shape = keywordShape(keyword, draft);
    if (shape === undefined) continue;
    const mistake = checkKeyword(shape, ownValue(schema, keyword) as JsonValue, draft);
    if (mistake === undefined) continue;
    return { pointer: jsonPointer([keyword]) + mistake.pointer, message: mistake.message };
  }
  return undefined;
}

function checkKeyword(shape: KeywordShape, value: JsonValue, draft: Draft): ShapeMistake | undefined {
  switch (shape) {
    case "any":
    case "schema":
    case "schema-or-boolean":
      return undefined;
    case "boolean":
      return must(typeof value === "boolean", "must be true or false");
    case "number":
      return must(Number.isFinite(value), "must be a number that JSON can hold");
    case "positive-number":
      return must(Number.isFinite(value) && (value as number) > 0, "must be a number above 0 that JSON can hold");
    case "count":
      return must(Number.isInteger(value) && (value as number) >= 0, "must be a whole number, 0 or more");
    case "string":
    case "pattern":
      return must(typeof value === "string", "must be a string");
    case "list":
      return must(Array.isArray(value), "must be a list");
    case "strings":
      return must(isNames(value), "must be a list of different names");
    case "string-lists":
      return checkMembers(value, (names) => must(isNames(names), "must be a list of different names"));
    case "types":
      return must(isTypes(value), `must be a type or a list of different types: ${[...TYPES].join(", ")}`);
    case "schemas":
      return must(Array.isArray(value) && value.length > 0, "must be a list of schemas, at least one");
    case "schema-or-schemas":
      return must(isSchemaLike(value) || Array.isArray(value), "must be a schema or a list of schemas");
    case "schema-map":
    case "pattern-map":
      return must(isJsonObject(value), "must be an object of schemas");
    case "dependencies":
      return checkMembers(value, (member) =>
        must(
          isJsonObject(member) || isNames(member) || (typeof member === "boolean" && draft > 4),
          "must be a schema or a list of different names",
        ),
      );
  }
}

function checkMembers(
  value: JsonValue,
  check: (member: JsonValue) => ShapeMistake | undefined,
): ShapeMistake | undefined {
  if (!isJsonObject(value)) return must(false, "must be an object");
  for (const name of Object.keys(value)) {
    const mistake = check(ownValue(value, name) as JsonValue);
    if (mistake !== undefined) return { pointer: jsonPointer([name]), message: mistake.message };
  }
  return undefined;
}

function must(holds: boolean, message: string): ShapeMistake | undefined {
  return holds ? undefined : { pointer: "", message };
}

function isSchemaLike(value: JsonValue): boolean {
  return typeof value === "boolean" || isJsonObject(value);
}

function isNames(value: JsonValue): boolean {
  if (!Array.isArray(value)) return false;
  const names = value as readonly JsonValue[];
  return names.every((name) => typeof name === "string") && new Set(names).size === names.length;
}

function isTypes(value: JsonValue): boolean {
  if (!Array.isArray(value)) return TYPES.has(value);
  const types = value as readonly JsonValue[];
  return types.length > 0 && types.every((type) => TYPES.has(type)) && new Set(types).size === types.length;
}
