import { jsonPointer } from "../json/json-pointer.js";
import { isJsonObject, ownValue, setOwnValue, type JsonObject, type JsonValue } from "../json/json-value.js";
import { referencesOf, type CheckedSchema } from "./check-schema.js";
import type { Draft } from "./draft.js";
import { keywordShape } from "./schema-keywords.js";
import type { SchemaPlace, SchemaRegistry } from "./schema-registry.js";
import { isReferenceAlone, subschemas } from "./subschemas.js";
import { workspaceUri } from "./workspace-path.js";

/** A schema and the files it reaches, in the form that validation libraries read. */
export interface AbsoluteSchemas {
  /** The address of the schema itself, a key of `files`. */
  readonly uri: string;
  readonly draft: Draft;
  /** True when `unevaluatedProperties` or `unevaluatedItems` is in use. */
  readonly unevaluated: boolean;
  /** Deep copies, which a library may write into: each file by its URI. */
  readonly files: ReadonlyMap<string, JsonValue>;
}

/**
 * Copies the schema and the files it reaches, with each `$ref` as the URI and the
 * pointer of what it names, so that a library need not know how rototo finds files
 * and `$id`s. What the draft does not read is left out: unknown keywords, unless
 * some reference leads into them, and what a `$ref` hides.
 */
export function absoluteSchemas({ root, targets }: CheckedSchema, registry: SchemaRegistry): AbsoluteSchemas {
  const { draft } = root.resource;
  const files = new Map<string, JsonValue>();
  const kept = outerKeys(targets);
  const open = [root.path];
  let unevaluated = false;
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const uri = workspaceUri(path);
    const file = registry.root(path);
    if (file === undefined || files.has(uri)) continue;
    const copying = new FileCopy(file, registry, kept);
    files.set(uri, withAddress(copying.copy(), uri, draft));
    open.push(...copying.reached);
    unevaluated ||= copying.unevaluated;
  }
  return { uri: workspaceUri(root.path), draft, unevaluated, files };
}

/** The keys of the targets and of every place around them. */
function outerKeys(targets: ReadonlySet<string>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const target of targets) {
    const start = target.indexOf("#");
    for (let end = target.length; end > start; end = target.lastIndexOf("/", end - 1)) keys.add(target.slice(0, end));
  }
  return keys;
}

class FileCopy {
  readonly reached = new Set<string>();
  unevaluated = false;
  readonly #root: SchemaPlace;
  readonly #registry: SchemaRegistry;
  readonly #kept: ReadonlySet<string>;
  /** What stands at a pointer instead of what the file has there. */
  readonly #instead = new Map<string, JsonValue | undefined>();

  /** Where `properties` names `__proto__`. */
  readonly #withProto = new Set<string>();

  constructor(root: SchemaPlace, registry: SchemaRegistry, kept: ReadonlySet<string>) {
    this.#root = root;
    this.#registry = registry;
    this.#kept = kept;
  }

  copy(): JsonValue {
    const seen = new Set<string>();
    const open = [this.#root];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen.has(place.pointer) || !isJsonObject(place.schema)) continue;
      seen.add(place.pointer);
      this.#leaveOut(place, place.schema);
      const properties = ownValue(place.schema, "properties");
      if (isJsonObject(properties) && Object.hasOwn(properties, "__proto__")) this.#withProto.add(place.pointer);
      open.push(...this.#references(place, place.schema));
      for (const inner of subschemas(place.schema, place.resource.draft)) {
        this.unevaluated ||= inner.keyword.startsWith("unevaluated");
        open.push(this.#registry.child(place, inner.pointer, inner.schema));
      }
    }
    return this.#copyOf(this.#root.schema, "");
  }

  #leaveOut(place: SchemaPlace, schema: JsonObject): void {
    const { draft } = place.resource;
    const alone = isReferenceAlone(schema, draft);
    for (const keyword of Object.keys(schema)) {
      const read = alone ? keyword === "$ref" || keyword === "definitions" : keywordShape(keyword, draft) !== undefined;
      const pointer = place.pointer + jsonPointer([keyword]);
      if (!read && !this.#kept.has(`${place.path}#${pointer}`)) this.#instead.set(pointer, undefined);
    }
  }

  /** Makes the references absolute; the places of this file that they name. */
  *#references(place: SchemaPlace, schema: JsonObject): Iterable<SchemaPlace> {
    for (const { keyword, reference } of referencesOf(schema, place.resource.draft)) {
      const resolution = this.#registry.resolve(place, reference);
      if (resolution.kind !== "found") continue;
      const { path, pointer } = resolution.place;
      if (keyword === "$ref") {
        this.#instead.set(place.pointer + jsonPointer([keyword]), workspaceUri(path) + "#" + encodeURI(pointer));
      }
      if (path === place.path) yield resolution.place;
      else this.reached.add(path);
    }
  }

  #copyOf(value: JsonValue, pointer: string): JsonValue {
    if (Array.isArray(value)) {
      return (value as readonly JsonValue[]).map((item, index) => this.#copyOf(item, `${pointer}/${index}`));
    }
    if (!isJsonObject(value)) return value;
    const copy: { [key: string]: JsonValue } = {};
    for (const key of Object.keys(value)) {
      const inner = pointer + jsonPointer([key]);
      const made = this.#instead.has(inner)
        ? this.#instead.get(inner)
        : this.#copyOf(ownValue(value, key) as JsonValue, inner);
      if (made !== undefined) setOwnValue(copy, key, made);
    }
    if (this.#withProto.has(pointer)) declareProtoByPattern(copy);
    return copy;
  }
}

/** Ajv passes over a property `__proto__`, but not over a pattern that matches it. */
function declareProtoByPattern(schema: { [key: string]: JsonValue }): void {
  const declared = ownValue(schema["properties"] as JsonObject, "__proto__") as JsonValue;
  schema["patternProperties"] = { ...(schema["patternProperties"] as JsonObject), "^__proto__$": declared };
}

function withAddress(schema: JsonValue, uri: string, draft: Draft): JsonValue {
  if (!isJsonObject(schema)) return schema;
  const { $schema: _, ...rest } = schema;
  return { ...rest, [draft === 4 ? "id" : "$id"]: uri };
}
