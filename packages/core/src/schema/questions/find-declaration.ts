import { isJsonObject, type JsonValue } from "../../json/json-value.js";
import type { AttributeSchema } from "./attribute-schema.js";
import { placeKey } from "../registry/references-of.js";
import {
  keywordValue,
  placeNamed,
  placesListed,
  placesNamed,
  placeUnder,
  referencedPlaces,
} from "../registry/in-place-schemas.js";
import { findAutomaton, findBadPattern } from "../checks/judge-pattern.js";
import { schemaPattern } from "../nodes/schema-pattern.js";
import type { SchemaPlace, SchemaRegistry } from "../registry/schema-registry.js";

/** What a schema says about a property of a value. */
export type Declaration =
  /** It declares the property. */
  | { readonly kind: "declared"; readonly schema: AttributeSchema }
  /** It is any object at all, so it declares every property and says nothing of it. */
  | { readonly kind: "open" }
  /** It declares others. */
  | { readonly kind: "undeclared" }
  /** It cannot be an object, or has no properties. */
  | { readonly kind: "closed" };

const OPEN: Declaration = { kind: "open" };
const UNDECLARED: Declaration = { kind: "undeclared" };
const CLOSED: Declaration = { kind: "closed" };

/** Answers so far, by {@link placeKey} and by schema: parts may be shared many times over. */
type Known = Map<string | AttributeSchema, Declaration>;

/** What `schema` says about the property `name`; each place is asked once, so recursion ends. */
export function findDeclaration(schema: AttributeSchema, name: string, registry: SchemaRegistry): Declaration {
  return findIn(schema, name, registry, new Map());
}

/** The names that `properties` of `schema` declare, everywhere {@link findDeclaration} looks. */
export function namesDeclared(schema: AttributeSchema, registry: SchemaRegistry): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (place: SchemaPlace): void => {
    if (seen.has(placeKey(place))) return;
    seen.add(placeKey(place));
    for (const [name] of placesNamed(place, "properties", registry)) names.add(name);
    for (const inner of inPlace(place, registry)) visit(inner);
  };
  for (const place of placesOf(schema)) visit(place);
  return names;
}

function placesOf(schema: AttributeSchema): readonly SchemaPlace[] {
  const places: SchemaPlace[] = [];
  const found = new Set([schema]);
  // A set goes on to what is added while it is gone through.
  for (const part of found) {
    if (part.kind === "schema") places.push(part.place);
    else if (part.kind === "sometimes") found.add(part.part);
    else for (const inner of part.parts) found.add(inner);
  }
  return places;
}

function* inPlace(place: SchemaPlace, registry: SchemaRegistry): Iterable<SchemaPlace> {
  yield* referencedPlaces(place, registry);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) yield* placesListed(place, keyword, registry);
  for (const keyword of ["if", "then", "else"]) {
    const inner = placeUnder(place, keyword, registry);
    if (inner !== undefined) yield inner;
  }
}

function findIn(schema: AttributeSchema, name: string, registry: SchemaRegistry, known: Known): Declaration {
  let declaration = known.get(schema);
  if (declaration === undefined) {
    declaration = combinedDeclaration(schema, name, registry, known);
    known.set(schema, declaration);
  }
  return declaration;
}

function combinedDeclaration(
  schema: AttributeSchema,
  name: string,
  registry: SchemaRegistry,
  known: Known,
): Declaration {
  switch (schema.kind) {
    case "schema":
      return findAt(schema.place, name, registry, known);
    case "all":
      return both(schema.parts.map((part) => findIn(part, name, registry, known)));
    case "any":
      return either(schema.parts.map((part) => findIn(part, name, registry, known)));
    case "sometimes":
      return sometimes(findIn(schema.part, name, registry, known));
  }
}

function findAt(place: SchemaPlace, name: string, registry: SchemaRegistry, known: Known): Declaration {
  const key = placeKey(place);
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  known.set(key, OPEN);
  const find = (inner: SchemaPlace) => findAt(inner, name, registry, known);
  const parts = [ownDeclaration(place, name, registry), ...referencedPlaces(place, registry).map(find)];
  parts.push(...placesListed(place, "allOf", registry).map(find));
  for (const keyword of ["anyOf", "oneOf"]) {
    const alternatives = placesListed(place, keyword, registry);
    if (alternatives.length > 0) parts.push(either(alternatives.map(find)));
  }
  for (const keyword of ["if", "then", "else"]) {
    const inner = placeUnder(place, keyword, registry);
    if (inner !== undefined) parts.push(sometimes(find(inner)));
  }
  const declaration = both(parts);
  known.set(key, declaration);
  return declaration;
}

/** What the schema says with its own keywords, its references and alternatives aside. */
function ownDeclaration(place: SchemaPlace, name: string, registry: SchemaRegistry): Declaration {
  if (!isJsonObject(place.schema)) return place.schema === false ? CLOSED : OPEN;
  if (!mayBeObject(keywordValue(place, "type"))) return CLOSED;
  const named = placeNamed(place, "properties", name, registry);
  const patterns = placesNamed(place, "patternProperties", registry);
  const matched = patterns.filter(([pattern]) => matchesPattern(pattern, name)).map(([, declared]) => declared);
  const found = [...(named === undefined ? [] : [named]), ...matched].map((declared): Declaration => ({
    kind: "declared",
    schema: { kind: "schema", place: declared },
  }));
  if (found.length > 0) return both(found);

  const rest =
    placeUnder(place, "additionalProperties", registry) ?? placeUnder(place, "unevaluatedProperties", registry);
  if (rest !== undefined && saysSomething(rest.schema))
    return { kind: "declared", schema: { kind: "schema", place: rest } };
  if (keywordValue(place, "properties") !== undefined || patterns.length > 0) return UNDECLARED;
  return rest?.schema === false ? CLOSED : OPEN;
}

/** True for a schema of further properties that is more than leave to have them. */
function saysSomething(schema: JsonValue): boolean {
  return isJsonObject(schema) && Object.keys(schema).length > 0;
}

function mayBeObject(type: JsonValue | undefined): boolean {
  return type === undefined || type === "object" || (Array.isArray(type) && type.includes("object"));
}

/** Whether a pattern of `patternProperties` is about the property `name`; a bad one, or one that the name is too long for, is about none. */
export function matchesPattern(pattern: string, name: string): boolean {
  if (findBadPattern(pattern) !== undefined) return false;
  try {
    return schemaPattern(pattern, findAutomaton(pattern))(name) === "match";
  } catch {
    return false;
  }
}

/** Schemas that hold together: one that declares wins; one that allows anything adds nothing. */
function both(parts: readonly Declaration[]): Declaration {
  const declared = parts.flatMap((part) => (part.kind === "declared" ? [part.schema] : []));
  const [only] = declared;
  if (only !== undefined)
    return { kind: "declared", schema: declared.length === 1 ? only : { kind: "all", parts: declared } };
  if (parts.some(({ kind }) => kind === "undeclared")) return UNDECLARED;
  return parts.some(({ kind }) => kind === "closed") ? CLOSED : OPEN;
}

/** Schemas of which one holds: one that is no object says nothing about properties. */
function either(parts: readonly Declaration[]): Declaration {
  const objects = parts.filter(({ kind }) => kind !== "closed");
  if (objects.length === 0) return CLOSED;
  const declared = objects.flatMap((part) => (part.kind === "declared" ? [part.schema] : []));
  const [only] = declared;
  const open = objects.some(({ kind }) => kind === "open");
  if (only === undefined) return open ? OPEN : UNDECLARED;
  const schema: AttributeSchema = declared.length === 1 ? only : { kind: "any", parts: declared };
  return open ? sometimes({ kind: "declared", schema }) : { kind: "declared", schema };
}

/** A schema that holds on a condition: it can declare a property, but never take one away. */
function sometimes(declaration: Declaration): Declaration {
  if (declaration.kind !== "declared") return OPEN;
  return { kind: "declared", schema: { kind: "sometimes", part: declaration.schema } };
}
