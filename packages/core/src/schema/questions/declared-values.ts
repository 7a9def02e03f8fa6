import type { JsonValue } from "../../json/json-value.js";
import type { AttributeSchema } from "./attribute-schema.js";
import { placeKey } from "../registry/references-of.js";
import { keywordValue, placesListed, referencedPlaces } from "../registry/in-place-schemas.js";
import { jsonEqual } from "../../json/json-equality.js";
import type { JsonType } from "./json-type.js";
import type { SchemaPlace, SchemaRegistry } from "../registry/schema-registry.js";

/** The types and the values that a schema leaves possible; `undefined` for any. */
export interface DeclaredValues {
  /** `number` never stands without `integer`; `integer` alone means whole numbers only. */
  readonly types: ReadonlySet<JsonType> | undefined;
  readonly values: readonly JsonValue[] | undefined;
}

const ANYTHING: DeclaredValues = { types: undefined, values: undefined };
const NOTHING: DeclaredValues = { types: new Set(), values: [] };

/** Answers so far, by {@link placeKey} and by schema: parts may be shared many times over. */
type Known = Map<string | AttributeSchema, DeclaredValues>;

/**
 * What values `schema` leaves possible by `type`, `enum` and `const`, its references,
 * `allOf`, `anyOf` and `oneOf`. It never leaves out a value that matches.
 */
export function declaredValues(schema: AttributeSchema, registry: SchemaRegistry): DeclaredValues {
  return valuesOf(schema, registry, new Map());
}

function valuesOf(schema: AttributeSchema, registry: SchemaRegistry, known: Known): DeclaredValues {
  let values = known.get(schema);
  if (values === undefined) {
    values = combinedValues(schema, registry, known);
    known.set(schema, values);
  }
  return values;
}

function combinedValues(schema: AttributeSchema, registry: SchemaRegistry, known: Known): DeclaredValues {
  switch (schema.kind) {
    case "schema":
      return valuesAt(schema.place, registry, known);
    case "all":
      return schema.parts.map((part) => valuesOf(part, registry, known)).reduce(both, ANYTHING);
    case "any":
      return schema.parts.map((part) => valuesOf(part, registry, known)).reduce(either);
    case "sometimes":
      return ANYTHING;
  }
}

function valuesAt(place: SchemaPlace, registry: SchemaRegistry, known: Known): DeclaredValues {
  if (place.schema === false) return NOTHING;
  const key = placeKey(place);
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  known.set(key, ANYTHING);
  const at = (inner: SchemaPlace) => valuesAt(inner, registry, known);
  const parts = [
    ownValues(place),
    ...referencedPlaces(place, registry).map(at),
    ...placesListed(place, "allOf", registry).map(at),
  ];
  for (const keyword of ["anyOf", "oneOf"]) {
    const alternatives = placesListed(place, keyword, registry).map(at);
    if (alternatives.length > 0) parts.push(alternatives.reduce(either));
  }
  const values = parts.reduce(both, ANYTHING);
  known.set(key, values);
  return values;
}

function ownValues(place: SchemaPlace): DeclaredValues {
  const type = keywordValue(place, "type");
  const constant = keywordValue(place, "const");
  const listed = keywordValue(place, "enum");
  const declared = { types: type === undefined ? undefined : expanded([type].flat() as JsonType[]), values: undefined };
  const constants = constant === undefined ? ANYTHING : ofValues([constant]);
  return both(both(declared, constants), Array.isArray(listed) ? ofValues(listed as readonly JsonValue[]) : ANYTHING);
}

function ofValues(values: readonly JsonValue[]): DeclaredValues {
  return { types: new Set(values.map(typeOf)), values };
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  return typeof value as "boolean" | "number" | "string" | "object";
}

function expanded(types: readonly JsonType[]): ReadonlySet<JsonType> {
  return new Set(types.includes("number") ? [...types, "integer"] : types);
}

function both(left: DeclaredValues, right: DeclaredValues): DeclaredValues {
  const types =
    left.types === undefined || right.types === undefined
      ? (left.types ?? right.types)
      : new Set([...left.types].filter((type) => right.types?.has(type)));
  const values =
    left.values === undefined || right.values === undefined
      ? (left.values ?? right.values)
      : left.values.filter((value) => right.values?.some((other) => jsonEqual(value, other)));
  return { types, values: types === undefined ? values : values?.filter((value) => types.has(typeOf(value))) };
}

function either(left: DeclaredValues, right: DeclaredValues): DeclaredValues {
  return {
    types: left.types === undefined || right.types === undefined ? undefined : new Set([...left.types, ...right.types]),
    values: left.values === undefined || right.values === undefined ? undefined : [...left.values, ...right.values],
  };
}
