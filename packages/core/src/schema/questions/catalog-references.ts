import { jsonEqual } from "../../json/json-equality.js";
import { isJsonObject, ownValue, type JsonObject, type JsonValue } from "../../json/json-value.js";
import type { Step } from "../../json/json-pointer.js";
import { placeKey } from "../registry/references-of.js";
import { findUsableRoot } from "../checks/find-usable-root.js";
import { keywordValue, placeNamed, placesListed, placeUnder, referencedPlaces } from "../registry/in-place-schemas.js";
import { isOfType } from "../nodes/is-of-type.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { SchemaRegistry, type SchemaPlace } from "../registry/schema-registry.js";

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

/** One search through a value. */
interface Search {
  readonly registry: SchemaRegistry;
  /** What {@link mayMatch} answered, by schema and value: many ways lead to each. */
  readonly known: Map<string, Map<JsonValue, boolean>>;
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
  const root = findUsableRoot(schemaPath, resources);
  if (root !== undefined) yield* referencesAt(value, [], [root], { registry, known: new Map() });
}

function* referencesAt(
  value: JsonValue,
  path: readonly Step[],
  places: readonly SchemaPlace[],
  search: Search,
): Iterable<CatalogReference> {
  const { registry } = search;
  if (places.length === 0) return;
  if (typeof value === "string") {
    const found = new Map<string, readonly string[]>();
    for (const place of places) {
      for (const catalogs of marksAt(value, place, search, new Map())) found.set(JSON.stringify(catalogs), catalogs);
    }
    for (const catalogs of found.values()) yield { path, key: value, catalogs };
    return;
  }
  const applying = new Map<string, SchemaPlace>();
  for (const place of places) collectApplying(value, place, search, applying);
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      const inner = [...applying.values()].flatMap((place) => itemPlaces(place, index, search));
      yield* referencesAt(item, [...path, index], inner, search);
    }
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) {
      const inner = [...applying.values()].flatMap((place) => placeNamed(place, "properties", name, registry) ?? []);
      yield* referencesAt(ownValue(value, name) as JsonValue, [...path, name], inner, search);
    }
  }
}

/** What a schema demands of a string: for each demand, the catalogs of which one must have it as a key. */
type Marks = readonly (readonly string[])[];

/** The marks of `place` and of what applies to the same value through it. */
function marksAt(text: string, place: SchemaPlace, search: Search, known: Map<string, Marks>): Marks {
  const key = placeKey(place);
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const marks: (readonly string[])[] = [];
  known.set(key, marks);
  const mark = isJsonObject(place.schema) ? ownValue(place.schema, CATALOG_KEYWORD) : undefined;
  if (typeof mark === "string") marks.push([mark]);
  for (const inner of [...referencedPlaces(place, search.registry), ...placesListed(place, "allOf", search.registry)]) {
    marks.push(...marksAt(text, inner, search, known));
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const alternatives = placesListed(place, keyword, search.registry).filter((inner) => mayMatch(text, inner, search));
    const demands = alternatives.map((inner) => marksAt(text, inner, search, known));
    if (demands.length > 0 && demands.every((demand) => demand.length > 0)) marks.push([...new Set(demands.flat(2))]);
  }
  return marks;
}

/** Adds `place` and every schema that applies to the same value through it. */
function collectApplying(value: JsonValue, place: SchemaPlace, search: Search, into: Map<string, SchemaPlace>): void {
  const key = placeKey(place);
  if (into.has(key)) return;
  into.set(key, place);
  for (const inner of [...referencedPlaces(place, search.registry), ...placesListed(place, "allOf", search.registry)]) {
    collectApplying(value, inner, search, into);
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    for (const inner of placesListed(place, keyword, search.registry)) {
      if (mayMatch(value, inner, search)) collectApplying(value, inner, search, into);
    }
  }
}

function itemPlaces(place: SchemaPlace, index: number, search: Search): readonly SchemaPlace[] {
  const keyword = place.resource.draft === 2020 ? "prefixItems" : "items";
  const listed = placesListed(place, keyword, search.registry);
  const positional = listed[index];
  if (positional !== undefined) return [positional];
  const rest = placeUnder(
    place,
    listed.length > 0 && keyword === "items" ? "additionalItems" : "items",
    search.registry,
  );
  return rest === undefined || Array.isArray(rest.schema) ? [] : [rest];
}

/** False when the value is certain not to match, by what alternatives usually differ in. */
function mayMatch(value: JsonValue, place: SchemaPlace, search: Search, depth = 0): boolean {
  const key = placeKey(place);
  const answers = search.known.get(key) ?? new Map<JsonValue, boolean>();
  search.known.set(key, answers);
  const known = answers.get(value);
  if (known !== undefined) return known;
  answers.set(value, true);
  const answer =
    mayMatchItself(value, place) && (depth > MOST_DEPTH || mayMatchWithin(value, place, search, depth + 1));
  answers.set(value, answer);
  return answer;
}

function mayMatchItself(value: JsonValue, place: SchemaPlace): boolean {
  if (place.schema === false) return false;
  const type = keywordValue(place, "type");
  const constant = keywordValue(place, "const");
  const listed = keywordValue(place, "enum");
  const required = keywordValue(place, "required");
  return (
    (type === undefined || [type].flat().some((name) => isOfType(value, name as string))) &&
    (constant === undefined || jsonEqual(value, constant)) &&
    (!Array.isArray(listed) || (listed as readonly JsonValue[]).some((member) => jsonEqual(value, member))) &&
    (!isJsonObject(value) ||
      !Array.isArray(required) ||
      (required as readonly string[]).every((name) => Object.hasOwn(value, name)))
  );
}

function mayMatchWithin(value: JsonValue, place: SchemaPlace, search: Search, depth: number): boolean {
  const { registry } = search;
  for (const name of isJsonObject(value) ? Object.keys(value) : []) {
    const inner = placeNamed(place, "properties", name, registry);
    const member = ownValue(value as JsonObject, name) as JsonValue;
    if (inner !== undefined && !mayMatch(member, inner, search, depth)) return false;
  }
  const together = [...referencedPlaces(place, registry), ...placesListed(place, "allOf", registry)];
  return together.every((inner) => mayMatch(value, inner, search, depth));
}

/** How far into an alternative to look for what tells it from the others. */
const MOST_DEPTH = 4;
