import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonValue } from "../../json/json-value.js";
import { referencesOf } from "./references-of.js";
import { keywordShape } from "./schema-keywords.js";
import type { SchemaPlace, SchemaRegistry } from "./schema-registry.js";
import { isReferenceAlone } from "./subschemas.js";

/** The schemas that the references of `place` itself lead to; broken ones are left out. */
export function referencedPlaces(place: SchemaPlace, registry: SchemaRegistry): readonly SchemaPlace[] {
  if (!isJsonObject(place.schema)) return [];
  return referencesOf(place.schema, place.resource.draft).flatMap(({ reference }) => {
    const resolution = registry.resolve(place, reference);
    return resolution.kind === "found" ? [resolution.place] : [];
  });
}

/** The value of `keyword` at `place`; `undefined` where its draft does not have it or a `$ref` hides it. */
export function keywordValue(place: SchemaPlace, keyword: string): JsonValue | undefined {
  const { schema, resource } = place;
  if (!isJsonObject(schema) || keywordShape(keyword, resource.draft) === undefined) return undefined;
  return isReferenceAlone(schema, resource.draft) ? undefined : ownValue(schema, keyword);
}

/** The schema under `keyword` of `place`, as a place. */
export function placeUnder(place: SchemaPlace, keyword: string, registry: SchemaRegistry): SchemaPlace | undefined {
  const schema = keywordValue(place, keyword);
  return schema === undefined ? undefined : registry.child(place, jsonPointer([keyword]), schema);
}

/** The schemas listed under `keyword` of `place`, as places. */
export function placesListed(place: SchemaPlace, keyword: string, registry: SchemaRegistry): readonly SchemaPlace[] {
  const schemas = keywordValue(place, keyword);
  if (!Array.isArray(schemas)) return [];
  return (schemas as readonly JsonValue[]).map((schema, index) =>
    registry.child(place, jsonPointer([keyword, index]), schema),
  );
}

/** The schemas named under `keyword` of `place`, as places with their names. */
export function placesNamed(
  place: SchemaPlace,
  keyword: string,
  registry: SchemaRegistry,
): readonly (readonly [name: string, place: SchemaPlace])[] {
  const schemas = keywordValue(place, keyword);
  if (!isJsonObject(schemas)) return [];
  return Object.keys(schemas).map((name) => [
    name,
    registry.child(place, jsonPointer([keyword, name]), ownValue(schemas, name) as JsonValue),
  ]);
}

/** The schema that `keyword` of `place` has for `name`, as a place: without going through all names. */
export function placeNamed(
  place: SchemaPlace,
  keyword: string,
  name: string,
  registry: SchemaRegistry,
): SchemaPlace | undefined {
  const schemas = keywordValue(place, keyword);
  const schema = isJsonObject(schemas) ? ownValue(schemas, name) : undefined;
  return schema === undefined ? undefined : registry.child(place, jsonPointer([keyword, name]), schema);
}
