import { pointerKeys, jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonObject, type JsonValue } from "../../json/json-value.js";
import { DEFAULT_DRAFT, draftOf, type Draft } from "./draft.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { isReferenceAlone, subschemas } from "./subschemas.js";
import { parseUriReference, resolveUri } from "./uri-reference.js";
import { isWorkspaceUri, workspacePathFrom, workspaceUri } from "./workspace-path.js";

/** A schema with an address of its own: a file's root, or a subschema with `$id`. */
export interface SchemaResource {
  /** The workspace file it stands in. */
  readonly path: string;
  /** Where it stands in that file. */
  readonly pointer: string;
  readonly schema: JsonValue;
  /** Absolute and without fragment: the base of the references in it. */
  readonly uri: string;
  readonly draft: Draft;
  /** Plain-name fragments to pointers into the file. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly recursiveAnchor: boolean;
}

/** A schema, where it stands, and the resource it belongs to. */
export interface SchemaPlace {
  readonly path: string;
  readonly pointer: string;
  readonly schema: JsonValue;
  readonly resource: SchemaResource;
}

/** Where a reference leads, or why it leads nowhere: {@link explainReference} has the words. */
export type ReferenceResolution = { readonly kind: "found"; readonly place: SchemaPlace } | BrokenReference;

/** Why a reference leads nowhere. `address` is the reference without its fragment. */
export type BrokenReference =
  /** `path` is the file that it would name. */
  | { readonly kind: "missing"; readonly path: string; readonly address: string }
  /** `resource` is there, and has nothing where the reference points. */
  | { readonly kind: "empty"; readonly resource: SchemaResource; readonly reference: string }
  /** Several have the same `$id`. */
  | { readonly kind: "ambiguous"; readonly resources: readonly SchemaResource[]; readonly address: string }
  | { readonly kind: "remote" | "outside"; readonly address: string };

/** Something wrong with the addresses in one file: {@link findAddressTrouble} has the words. */
export interface AddressTrouble {
  readonly pointer: string;
  readonly kind: "draft" | "depth" | "fragment" | "anchor";
  /** An anchor, and where it stands already. */
  readonly anchor?: readonly [name: string, pointer: string];
}

interface SchemaFile {
  readonly root: SchemaResource;
  /** Every resource of the file, by the pointer where it starts. */
  readonly resources: ReadonlyMap<string, SchemaResource>;
  readonly trouble: AddressTrouble | undefined;
}

interface MutableResource extends SchemaResource {
  readonly anchors: Map<string, string>;
}

const registries = new WeakMap<SchemaResources, SchemaRegistry>();

/**
 * The schemas of one workspace by address: path, `$id` and anchor. It reads each
 * file once, when first asked, so the resources must not change afterwards.
 */
export class SchemaRegistry {
  /** The registry of `resources`; the same one for the same map. */
  static of(resources: SchemaResources): SchemaRegistry {
    let registry = registries.get(resources);
    if (registry === undefined) {
      registry = new SchemaRegistry(resources);
      registries.set(resources, registry);
    }
    return registry;
  }

  readonly #resources: SchemaResources;
  readonly #files = new Map<string, SchemaFile>();
  readonly #resolutions = new Map<string, ReferenceResolution>();
  #identified: ReadonlyMap<string, readonly SchemaResource[]> | undefined;

  private constructor(resources: SchemaResources) {
    this.#resources = resources;
  }

  /** The schema that the file at `path` holds; `undefined` when there is no such file. */
  root(path: string): SchemaPlace | undefined {
    const root = this.#file(path)?.root;
    return root === undefined ? undefined : placeOf(root);
  }

  /** What is wrong in the file at `path` with the `$schema`, `$id`s and anchors, taken alone. */
  trouble(path: string): AddressTrouble | undefined {
    return this.#file(path)?.trouble;
  }

  /** The schemas of the file at `path` that have an address of their own. */
  resourcesIn(path: string): Iterable<SchemaResource> {
    return this.#file(path)?.resources.values() ?? [];
  }

  /** The schema at `suffix`, an RFC 6901 pointer, inside `place`; `schema` is what stands there. */
  child(place: SchemaPlace, suffix: string, schema: JsonValue): SchemaPlace {
    const pointer = place.pointer + suffix;
    const resource = this.#file(place.path)?.resources.get(pointer) ?? place.resource;
    return { path: place.path, pointer, schema, resource };
  }

  /** Where `reference` leads when it stands at `from`. Never leaves the workspace's files. */
  resolve(from: SchemaPlace, reference: string): ReferenceResolution {
    const key = `${from.path}#${from.pointer} ${reference}`;
    const resolution = this.#resolutions.get(key) ?? this.#resolve(from, reference);
    this.#resolutions.set(key, resolution);
    return resolution;
  }

  #resolve(from: SchemaPlace, reference: string): ReferenceResolution {
    const { fragment } = parseUriReference(reference);
    const hash = reference.indexOf("#");
    const address = hash === -1 ? reference : reference.slice(0, hash);
    if (address === "") return this.#within(from.resource, fragment ?? "", reference);
    const found = this.#addressed(from, address);
    return "kind" in found ? found : this.#within(found, fragment ?? "", reference);
  }

  #addressed(from: SchemaPlace, address: string): SchemaResource | ReferenceResolution {
    const { scheme, authority, path, query } = parseUriReference(address);
    const relative = scheme === undefined && authority === undefined && query === undefined;
    const target = relative ? workspacePathFrom(from.path, path) : undefined;
    const file = target === undefined ? undefined : this.#file(target);
    const absolute = resolveUri(from.resource.uri, address);

    if (isWorkspaceUri(from.resource.uri)) {
      if (relative && target === undefined) return { kind: "outside", address };
      if (file !== undefined) return file.root;
    }
    const resources = this.resourcesAt(absolute);
    if (resources.length > 1) return { kind: "ambiguous", resources, address };
    const found = resources[0] ?? file?.root;
    if (found !== undefined) return found;
    if (relative && target !== undefined) return { kind: "missing", path: target, address };
    return { kind: relative || scheme === "file" ? "outside" : "remote", address };
  }

  #within(resource: SchemaResource, fragment: string, reference: string): ReferenceResolution {
    if (fragment === "") return { kind: "found", place: placeOf(resource) };
    const text = decodedFragment(fragment);
    if (text.startsWith("/")) {
      const place = this.#follow(placeOf(resource), pointerKeys(text));
      if (place !== undefined) return { kind: "found", place };
    }
    const pointer = resource.anchors.get(text);
    if (pointer !== undefined) {
      const place = this.#follow(placeOf(resource), pointerKeys(pointer.slice(resource.pointer.length)));
      if (place !== undefined) return { kind: "found", place };
    }
    return { kind: "empty", resource, reference };
  }

  #follow(from: SchemaPlace, keys: readonly string[]): SchemaPlace | undefined {
    let place = from;
    for (const key of keys) {
      const inner = member(place.schema, key);
      if (inner === undefined) return undefined;
      place = this.child(place, jsonPointer([key]), inner);
    }
    return place;
  }

  #file(path: string): SchemaFile | undefined {
    let file = this.#files.get(path);
    if (file === undefined) {
      const schema = this.#resources.get(path);
      if (schema === undefined) return undefined;
      file = readFile(path, schema);
      this.#files.set(path, file);
    }
    return file;
  }

  /** The schemas whose address is `uri`: one, unless the workspace is wrong. */
  resourcesAt(uri: string): readonly SchemaResource[] {
    if (this.#identified === undefined) {
      const identified = new Map<string, SchemaResource[]>();
      for (const path of this.#resources.keys()) {
        for (const resource of this.resourcesIn(path)) {
          const same = identified.get(resource.uri);
          if (same === undefined) identified.set(resource.uri, [resource]);
          else same.push(resource);
        }
      }
      this.#identified = identified;
    }
    return this.#identified.get(uri) ?? [];
  }
}

function placeOf(resource: SchemaResource): SchemaPlace {
  return { path: resource.path, pointer: resource.pointer, schema: resource.schema, resource };
}

function member(value: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(value))
    return /^(?:0|[1-9]\d*)$/.test(key) ? (value as readonly JsonValue[])[Number(key)] : undefined;
  return isJsonObject(value) ? ownValue(value, key) : undefined;
}

function decodedFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Reads the addresses of one file. Total: what is wrong is the file's `trouble`. */
function readFile(path: string, schema: JsonValue): SchemaFile {
  const draft = draftOf(schema);
  const reading = new FileReading(path);
  const root = reading.begin("", schema, workspaceUri(path), draft ?? DEFAULT_DRAFT);
  if (draft === undefined) {
    reading.report({ pointer: "/$schema", kind: "draft" });
  } else {
    try {
      reading.read(root, "", schema);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      reading.report({ pointer: "", kind: "depth" });
    }
  }
  return { root: reading.resources.get("") ?? root, resources: reading.resources, trouble: reading.trouble };
}

class FileReading {
  readonly resources = new Map<string, MutableResource>();
  trouble: AddressTrouble | undefined;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  report(trouble: AddressTrouble): void {
    this.trouble ??= trouble;
  }

  begin(pointer: string, schema: JsonValue, uri: string, draft: Draft): MutableResource {
    const recursiveAnchor = draft === 2019 && isJsonObject(schema) && ownValue(schema, "$recursiveAnchor") === true;
    const resource: MutableResource = {
      path: this.#path,
      pointer,
      schema,
      uri,
      draft,
      anchors: new Map(),
      recursiveAnchor,
    };
    this.resources.set(pointer, resource);
    return resource;
  }

  read(outer: MutableResource, pointer: string, schema: JsonValue): void {
    const resource = isJsonObject(schema) ? this.#addresses(outer, pointer, schema) : outer;
    for (const inner of subschemas(schema, resource.draft)) this.read(resource, pointer + inner.pointer, inner.schema);
  }

  #addresses(outer: MutableResource, pointer: string, schema: JsonObject): MutableResource {
    if (isReferenceAlone(schema, outer.draft)) return outer;
    let resource = outer;
    const keyword = outer.draft === 4 ? "id" : "$id";
    const id = ownValue(schema, keyword);
    if (typeof id === "string") {
      const { fragment } = parseUriReference(id);
      const hash = id.indexOf("#");
      const address = hash === -1 ? id : id.slice(0, hash);
      if (address !== "") {
        const draft = Object.hasOwn(schema, "$schema") ? (draftOf(schema) ?? outer.draft) : outer.draft;
        resource = this.begin(pointer, schema, resolveUri(outer.uri, address), draft);
      }
      if (fragment !== undefined && fragment !== "" && !fragment.startsWith("/")) {
        if (outer.draft >= 2019) this.report({ pointer: `${pointer}/${keyword}`, kind: "fragment" });
        else this.#anchor(resource, decodedFragment(fragment), pointer, keyword);
      }
    }
    if (resource.draft >= 2019) {
      const anchor = ownValue(schema, "$anchor");
      if (typeof anchor === "string") this.#anchor(resource, anchor, pointer, "$anchor");
    }
    if (resource.draft === 2020) {
      const anchor = ownValue(schema, "$dynamicAnchor");
      if (typeof anchor === "string") this.#anchor(resource, anchor, pointer, "$dynamicAnchor");
    }
    return resource;
  }

  #anchor(resource: MutableResource, name: string, pointer: string, keyword: string): void {
    const earlier = resource.anchors.get(name);
    if (earlier !== undefined && earlier !== pointer) {
      this.report({ pointer: `${pointer}/${keyword}`, kind: "anchor", anchor: [name, earlier] });
      return;
    }
    resource.anchors.set(name, pointer);
  }
}
