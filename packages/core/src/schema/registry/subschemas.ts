import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonObject, type JsonValue } from "../../json/json-value.js";
import type { Draft } from "./draft.js";
import { keywordShape } from "./schema-keywords.js";

/** A schema directly inside another. */
export interface Subschema {
  readonly keyword: string;
  /** RFC 6901 pointer from the outer schema: `/properties/plan`. */
  readonly pointer: string;
  readonly schema: JsonValue;
}

/**
 * The schemas directly inside `schema`, read as `draft`: never data such as
 * `enum`, `const`, `default` or `examples`, and never an unknown keyword. A value
 * of the wrong shape is passed over. Up to draft-07 a `$ref` hides its siblings;
 * `definitions` beside it is still read, as that is how such schemas are written.
 */
export function* subschemas(schema: JsonValue, draft: Draft): Iterable<Subschema> {
  if (!isJsonObject(schema)) return;
  const hidden = isReferenceAlone(schema, draft);
  for (const keyword of Object.keys(schema)) {
    if (hidden && keyword !== "definitions") continue;
    const value = ownValue(schema, keyword) as JsonValue;
    switch (keywordShape(keyword, draft)) {
      case "schema":
      case "schema-or-boolean":
        yield { keyword, pointer: jsonPointer([keyword]), schema: value };
        break;
      case "schemas":
        yield* listed(keyword, value);
        break;
      case "schema-or-schemas":
        if (Array.isArray(value)) yield* listed(keyword, value);
        else yield { keyword, pointer: jsonPointer([keyword]), schema: value };
        break;
      case "schema-map":
      case "pattern-map":
        yield* named(keyword, value);
        break;
      case "dependencies":
        for (const subschema of named(keyword, value)) if (!Array.isArray(subschema.schema)) yield subschema;
        break;
      default:
        break;
    }
  }
}

/** True where a `$ref` hides everything beside it: up to draft-07. */
export function isReferenceAlone(schema: JsonObject, draft: Draft): boolean {
  return draft <= 7 && typeof ownValue(schema, "$ref") === "string";
}

function* listed(keyword: string, value: JsonValue): Iterable<Subschema> {
  if (!Array.isArray(value)) return;
  for (const [index, schema] of (value as readonly JsonValue[]).entries()) {
    yield { keyword, pointer: jsonPointer([keyword, index]), schema };
  }
}

function* named(keyword: string, value: JsonValue): Iterable<Subschema> {
  if (!isJsonObject(value)) return;
  for (const name of Object.keys(value)) {
    yield { keyword, pointer: jsonPointer([keyword, name]), schema: ownValue(value, name) as JsonValue };
  }
}
