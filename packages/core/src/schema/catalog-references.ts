import { isJsonObject, ownValue, type JsonValue } from "../json/json-value.js";
import type { Step } from "../json/json-pointer.js";
import { placeKey } from "./check-schema.js";
import { keywordValue, placesListed, placesNamed, placeUnder, referencedPlaces } from "./in-place-schemas.js";
import { jsonEqual } from "../json/json-equality.js";
import type { SchemaResources } from "./schema-engine.js";
import { SchemaRegistry, type SchemaPlace } from "./schema-registry.js";

/** The keyword that makes a string the key of a catalog entry. */
export const CATALOG_KEYWORD = "x-rototo-catalog";

/** A string in a value that names a catalog entry. */
export interface CatalogReference {
  /** Where it stands in the value. */
  readonly path: readonly Step[];
  /** The entry it names. */
  readonly key: string;
  /** The catalogs that may hold the entry: more than one where alternatives name different ones. */
  readonly catalogs: readonly string[];
}

/**
 * Every catalog reference in `value`, by the schema at `schemaPath`: the strings at
 * properties marked {@link CATALOG_KEYWORD}, through `properties`, `items`,
 * `prefixItems`, `allOf`, `anyOf`, `oneOf` and `$ref`. Of alternatives only those
 * count that the value can match by its type, constants and required names; where
 * one of these has no mark, the string may be anything.
 */
export function* catalogReferences(
  value: JsonValue,
  schemaPath: string,
  resources: SchemaResources,
): Iterable<CatalogReference> {
  const registry = SchemaRegistry.of(resources);
  const root = registry.root(schemaPath);
  if (root !== undefined) yield* referencesAt(value, [], [root], registry);
}

function* referencesAt(
  value: JsonValue,
  path: readonly Step[],
  places: readonly SchemaPlace[],
  registry: SchemaRegistry,
): Iterable<CatalogReference> {
  if (places.length === 0) return;
  if (typeof value === "string") {
    const found = new Map<string, readonly string[]>();
    for (const place of places) {
      for (const catalogs of marksAt(value, place, registry, new Map())) found.set(JSON.stringify(catalogs), catalogs);
    }
    for (const catalogs of found.values()) yield { path, key: value, catalogs };
    return;
  }
  const applying = new Map<string, SchemaPlace>();
  for (const place of places) collectApplying(value, place, registry, applying);
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      const inner = [...applying.values()].flatMap((place) => itemPlaces(place, index, registry));
      yield* referencesAt(item, [...path, index], inner, registry);
    }
  } else if (isJsonObject(value)) {
    const properties = [...applying.values()].flatMap((place) => placesNamed(place, "properties", registry));
    for (const name of Object.keys(value)) {
      const inner = properties.filter(([declared]) => declared === name).map(([, place]) => place);
      yield* referencesAt(ownValue(value, name) as JsonValue, [...path, name], inner, registry);
    }
  }
}

/** What a schema demands of a string: for each demand, the catalogs of which one must have it as a key. */
type Marks = readonly (readonly string[])[];

/** The marks of `place` and of what applies to the same value through it. */
function marksAt(text: string, place: SchemaPlace, registry: SchemaRegistry, known: Map<string, Marks>): Marks {
  const key = placeKey(place);
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const marks: (readonly string[])[] = [];
  known.set(key, marks);
  const mark = isJsonObject(place.schema) ? ownValue(place.schema, CATALOG_KEYWORD) : undefined;
  if (typeof mark === "string") marks.push([mark]);
  for (const inner of [...referencedPlaces(place, registry), ...placesListed(place, "allOf", registry)]) {
    marks.push(...marksAt(text, inner, registry, known));
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const alternatives = placesListed(place, keyword, registry).filter((inner) => mayMatch(text, inner, registry));
    const demands = alternatives.map((inner) => marksAt(text, inner, registry, known));
    if (demands.length > 0 && demands.every((demand) => demand.length > 0)) marks.push([...new Set(demands.flat(2))]);
  }
  return marks;
}

/** Adds `place` and every schema that applies to the same value through it. */
function collectApplying(
  value: JsonValue,
  place: SchemaPlace,
  registry: SchemaRegistry,
  into: Map<string, SchemaPlace>,
): void {
  const key = placeKey(place);
  if (into.has(key)) return;
  into.set(key, place);
  for (const inner of [...referencedPlaces(place, registry), ...placesListed(place, "allOf", registry)]) {
    collectApplying(value, inner, registry, into);
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    for (const inner of placesListed(place, keyword, registry)) {
      if (mayMatch(value, inner, registry)) collectApplying(value, inner, registry, into);
    }
  }
}

function itemPlaces(place: SchemaPlace, index: number, registry: SchemaRegistry): readonly SchemaPlace[] {
  const keyword = place.resource.draft === 2020 ? "prefixItems" : "items";
  const listed = placesListed(place, keyword, registry);
  const positional = listed[index];
  if (positional !== undefined) return [positional];
  const rest = placeUnder(place, listed.length > 0 && keyword === "items" ? "additionalItems" : "items", registry);
  return rest === undefined || Array.isArray(rest.schema) ? [] : [rest];
}

/** False when the value is certain not to match, by what alternatives usually differ in. */
function mayMatch(value: JsonValue, place: SchemaPlace, registry: SchemaRegistry, depth = 0): boolean {
  if (place.schema === false) return false;
  const type = keywordValue(place, "type");
  const constant = keywordValue(place, "const");
  const listed = keywordValue(place, "enum");
  if (type !== undefined && ![type].flat().some((name) => isOfType(value, name as string))) return false;
  if (constant !== undefined && !jsonEqual(value, constant)) return false;
  if (Array.isArray(listed) && !(listed as readonly JsonValue[]).some((member) => jsonEqual(value, member)))
    return false;
  if (depth > MOST_DEPTH) return true;
  if (isJsonObject(value)) {
    const required = keywordValue(place, "required");
    if (Array.isArray(required) && !required.every((name) => Object.hasOwn(value, name as string))) return false;
    for (const [name, inner] of placesNamed(place, "properties", registry)) {
      const member = ownValue(value, name);
      if (member !== undefined && !mayMatch(member, inner, registry, depth + 1)) return false;
    }
  }
  const together = [...referencedPlaces(place, registry), ...placesListed(place, "allOf", registry)];
  return together.every((inner) => mayMatch(value, inner, registry, depth + 1));
}

/** How far into an alternative to look for what tells it from the others. */
const MOST_DEPTH = 4;

function isOfType(value: JsonValue, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
