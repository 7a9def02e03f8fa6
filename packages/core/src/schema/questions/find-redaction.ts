import { isJsonObject, ownValue } from "../../json/json-value.js";
import { placeKey, referencesOf } from "../registry/references-of.js";
import { findAddressTrouble } from "../checks/find-address-trouble.js";
import { matchesPattern } from "./find-declaration.js";
import { placeNamed, placeUnder, placesNamed, referencedPlaces } from "../registry/in-place-schemas.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { SchemaRegistry, type SchemaPlace } from "../registry/schema-registry.js";
import { subschemas } from "../registry/subschemas.js";

/** Marks a property whose value must not be shown, nor anything in it: `true`. */
export const REDACT_KEYWORD = "x-rototo-redact";

/** Keywords whose schemas are about the same value as the schema that has them. */
const IN_PLACE: ReadonlySet<string> = new Set(
  ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"].concat("dependentSchemas", "dependencies"),
);

/** Keywords that only keep schemas for references to lead to. */
const KEPT: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** A schema among all those that one schema is made of. */
interface Part {
  readonly place: SchemaPlace;
  /** The parts about the same value: what references and {@link IN_PLACE} lead to. */
  readonly inPlace: Part[];
  /** The parts that have this one in them. */
  readonly outer: Part[];
}

/**
 * Reads the schema at `schemaPath` once, and tells of any attribute, by its path,
 * whether it must not be shown: its property is marked `"x-rototo-redact": true`, or
 * one above it, or one that its value can contain. Where several schemas are about one
 * property, alternatives included, one that is marked is enough. Where the schema
 * cannot be read, nothing may be shown.
 */
export function findRedaction(schemaPath: string, resources: SchemaResources): (path: readonly string[]) => boolean {
  const registry = SchemaRegistry.of(resources);
  const root = registry.root(schemaPath);
  if (root === undefined || findAddressTrouble(schemaPath, registry) !== undefined) return () => true;
  const parts = readParts(root, registry);
  const holding = partsHoldingMark(parts);
  return (path) => {
    let open = [root];
    for (const name of path) {
      const here = new Set(
        open.flatMap((place) => parts.get(placeKey(place)) ?? []).filter((part) => holding.has(part)),
      );
      // A set goes on to what is added while it is gone through.
      for (const part of here) {
        if (hides(part)) return true;
        for (const inner of part.inPlace) if (holding.has(inner)) here.add(inner);
      }
      open = [...here].flatMap(({ place }) => placesOfProperty(place, name, registry));
    }
    return open.some((place) => holding.has(parts.get(placeKey(place)) as Part));
  };
}

/** All parts of the schema at `root`, in its file and others, by {@link placeKey}. */
function readParts(root: SchemaPlace, registry: SchemaRegistry): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const partAt = (place: SchemaPlace): Part => {
    const key = placeKey(place);
    const part = parts.get(key) ?? { place, inPlace: [], outer: [] };
    parts.set(key, part);
    return part;
  };
  partAt(root);
  // A map goes on to what is added while it is gone through.
  for (const part of parts.values()) {
    const add = (place: SchemaPlace, isInPlace: boolean): void => {
      const inner = partAt(place);
      inner.outer.push(part);
      if (isInPlace) part.inPlace.push(inner);
    };
    const { place } = part;
    for (const target of referencedPlaces(place, registry)) add(target, true);
    for (const { keyword, pointer, schema } of subschemas(place.schema, place.resource.draft)) {
      if (!KEPT.has(keyword)) add(registry.child(place, pointer, schema), IN_PLACE.has(keyword));
    }
  }
  return parts;
}

/** The parts that are marked or have a marked one somewhere in them. */
function partsHoldingMark(parts: ReadonlyMap<string, Part>): ReadonlySet<Part> {
  const all = [...parts.values()];
  const holding = new Set(all.some(isMarked) ? all.filter(hides) : []);
  for (const part of holding) for (const outer of part.outer) holding.add(outer);
  return holding;
}

function isMarked({ place: { schema } }: Part): boolean {
  return isJsonObject(schema) && ownValue(schema, REDACT_KEYWORD) === true;
}

/** Marked, or referring to what depends on where it is used: among schemas with marks, that may be a marked one. */
function hides(part: Part): boolean {
  const { schema, resource } = part.place;
  if (!isJsonObject(schema)) return false;
  return isMarked(part) || referencesOf(schema, resource.draft).some(({ keyword }) => keyword !== "$ref");
}

/** The schemas that the keywords of `place` itself have for the property `name`. */
function placesOfProperty(place: SchemaPlace, name: string, registry: SchemaRegistry): readonly SchemaPlace[] {
  const found: SchemaPlace[] = [];
  const named = placeNamed(place, "properties", name, registry);
  if (named !== undefined) found.push(named);
  for (const [pattern, matched] of placesNamed(place, "patternProperties", registry)) {
    if (matchesPattern(pattern, name)) found.push(matched);
  }
  if (found.length > 0) return found;
  return ["additionalProperties", "unevaluatedProperties"].flatMap(
    (keyword) => placeUnder(place, keyword, registry) ?? [],
  );
}
