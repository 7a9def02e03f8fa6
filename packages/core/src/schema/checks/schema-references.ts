import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, type JsonValue } from "../../json/json-value.js";
import { placeKey, referencesOf } from "../registry/references-of.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { explainReference } from "./explain-reference.js";
import { SchemaRegistry, type ReferenceResolution, type SchemaPlace } from "../registry/schema-registry.js";
import { subschemas } from "../registry/subschemas.js";

/** Where a reference leads. */
export type ReferenceTarget =
  /** The same file. */
  | { readonly kind: "inside" }
  /** Another file of the workspace, which may be missing. */
  | { readonly kind: "workspace"; readonly path: string }
  /** The network, from which nothing is ever fetched. */
  | { readonly kind: "remote" }
  /** The file system outside the workspace. */
  | { readonly kind: "outside" };

/** A `$ref` or `$dynamicRef` of a schema. */
export interface SchemaReference {
  /** RFC 6901 pointer to the `$ref`, `$dynamicRef` or `$recursiveRef` in the file. */
  readonly pointer: string;
  /** The reference as the schema has it. */
  readonly ref: string;
  /** What the reference leads to. */
  readonly target: ReferenceTarget;
  /** What is wrong with it, after the place: absent when it leads to a schema. */
  readonly trouble?: string;
}

/**
 * Every reference of the schema file at `path`, at schema positions only: a `$ref`
 * inside `enum`, `const`, `default` or `examples` is data. `resources` tells which
 * `$id`s are in the workspace; without it, only the file's own are known.
 */
export function* schemaReferences(
  path: string,
  schema: JsonValue,
  resources: SchemaResources = new Map([[path, schema]]),
): Iterable<SchemaReference> {
  const registry = SchemaRegistry.of(resources);
  for (const place of placesOfFile(path, registry)) {
    for (const { keyword, reference } of isJsonObject(place.schema)
      ? referencesOf(place.schema, place.resource.draft)
      : []) {
      const resolution = registry.resolve(place, reference);
      const pointer = place.pointer + jsonPointer([keyword]);
      const found = { pointer, ref: reference, target: targetOf(path, resolution) };
      yield resolution.kind === "found" ? found : { ...found, trouble: explainReference(resolution) };
    }
  }
}

/** Every schema in the file at `path`, itself first, at schema positions only. */
export function* placesOfFile(path: string, registry: SchemaRegistry): Iterable<SchemaPlace> {
  const root = registry.root(path);
  const seen = new Set<string>();
  const open: SchemaPlace[] = root === undefined ? [] : [root];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const key = placeKey(place);
    if (seen.has(key)) continue;
    seen.add(key);
    yield place;
    const { draft } = place.resource;
    for (const { reference } of isJsonObject(place.schema) ? referencesOf(place.schema, draft) : []) {
      const resolution = registry.resolve(place, reference);
      // A reference can make a schema of what is data to the draft, such as `$defs` in draft-07.
      if (resolution.kind === "found" && resolution.place.path === path) open.push(resolution.place);
    }
    for (const inner of subschemas(place.schema, draft)) open.push(registry.child(place, inner.pointer, inner.schema));
  }
}

function targetOf(path: string, resolution: ReferenceResolution): ReferenceTarget {
  const file = fileOf(resolution);
  if (file === undefined) return { kind: resolution.kind === "outside" ? "outside" : "remote" };
  return file === path ? { kind: "inside" } : { kind: "workspace", path: file };
}

/** The file of the workspace that a reference names or would name. */
function fileOf(resolution: ReferenceResolution): string | undefined {
  switch (resolution.kind) {
    case "found":
      return resolution.place.path;
    case "missing":
      return resolution.path;
    case "empty":
      return resolution.resource.path;
    case "ambiguous":
      return resolution.resources[0]?.path;
    default:
      return undefined;
  }
}
