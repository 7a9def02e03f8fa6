import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonObject } from "../../json/json-value.js";
import type { Draft } from "../registry/draft.js";
import { explainReference } from "./explain-reference.js";
import { findAddressTrouble } from "./find-address-trouble.js";
import { findShapeMistake } from "./check-schema-shape.js";
import { placeKey, referencesOf } from "../registry/references-of.js";
import type { SchemaPlace, SchemaRegistry } from "../registry/schema-registry.js";
import { isReferenceAlone, subschemas } from "../registry/subschemas.js";
import { UnusableSchema } from "../registry/unusable-schema.js";

/**
 * Checks the whole file at `path`, and of other files what it refers to: shapes,
 * addresses and references, and patterns with `findBadPattern`, which tells why one
 * must not be used. Gives the schema's place.
 *
 * @throws {UnusableSchema} at the first mistake; for one in another file the
 * place is the reference that leads there.
 */
export function checkSchema(
  path: string,
  registry: SchemaRegistry,
  findBadPattern: (pattern: string) => string | undefined,
): SchemaPlace {
  const root = registry.root(path);
  if (root === undefined) throw new UnusableSchema({ path, pointer: "" }, `is missing: the workspace has no ${path}`);
  new Checking(root, registry, findBadPattern).run();
  return root;
}

interface Visit {
  readonly place: SchemaPlace;
  /** The reference in the root file that led here; its own pointer while in the root file. */
  readonly via: string;
}

class Checking {
  readonly #root: SchemaPlace;
  readonly #registry: SchemaRegistry;
  readonly #findBadPattern: (pattern: string) => string | undefined;
  readonly #seen = new Set<string>();
  readonly #files = new Set<string>();
  readonly #queue: Visit[];

  constructor(root: SchemaPlace, registry: SchemaRegistry, findBadPattern: (pattern: string) => string | undefined) {
    this.#root = root;
    this.#registry = registry;
    this.#findBadPattern = findBadPattern;
    this.#queue = [{ place: root, via: "" }];
  }

  run(): void {
    for (let visit = this.#queue.pop(); visit !== undefined; visit = this.#queue.pop()) this.#check(visit);
  }

  #check(visit: Visit): void {
    const { place, via } = visit;
    const key = placeKey(place);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#checkFile(visit);

    const { draft, schema: owner } = place.resource;
    if (draft !== this.#root.resource.draft && isJsonObject(owner) && ownValue(owner, "$schema") !== undefined) {
      throw this.#unusable(
        visit,
        `${place.resource.pointer}/$schema`,
        "names another draft than the schema that uses it: write both for one draft",
      );
    }
    const { schema } = place;
    const alone = isJsonObject(schema) && isReferenceAlone(schema, draft);
    const mistake = alone ? undefined : findShapeMistake(schema, draft);
    if (mistake !== undefined) this.#refuse(visit, mistake.pointer, mistake.message);
    if (!isJsonObject(schema)) return;

    this.#checkReferences(visit, schema, draft);
    if (!alone) this.#checkPatterns(visit, schema);
    for (const inner of subschemas(schema, draft)) {
      if (typeof inner.schema === "boolean" && inner.keyword.startsWith("additional")) continue;
      const innerPlace = this.#registry.child(place, inner.pointer, inner.schema);
      this.#queue.push({ place: innerPlace, via: this.#inRoot(place) ? innerPlace.pointer : via });
    }
  }

  #checkFile(visit: Visit): void {
    const { path } = visit.place;
    if (this.#files.has(path)) return;
    this.#files.add(path);
    const trouble = findAddressTrouble(path, this.#registry);
    if (trouble !== undefined) throw this.#unusable(visit, trouble.pointer, trouble.message);
  }

  #checkReferences(visit: Visit, schema: JsonObject, draft: Draft): void {
    for (const { keyword, reference } of referencesOf(schema, draft)) {
      const pointer = jsonPointer([keyword]);
      if (keyword === "$dynamicRef") this.#refuse(visit, pointer, "is not supported: refer to the schema with $ref");
      const resolution = this.#registry.resolve(visit.place, reference);
      if (resolution.kind !== "found") return this.#refuse(visit, pointer, explainReference(resolution));
      const inRoot = this.#inRoot(visit.place);
      this.#queue.push({
        place: resolution.place,
        via: this.#inRoot(resolution.place)
          ? resolution.place.pointer
          : inRoot
            ? visit.place.pointer + pointer
            : visit.via,
      });
    }
  }

  #checkPatterns(visit: Visit, schema: JsonObject): void {
    const pattern = ownValue(schema, "pattern");
    if (typeof pattern === "string") this.#checkPattern(visit, "/pattern", pattern);
    const patterns = ownValue(schema, "patternProperties");
    for (const name of isJsonObject(patterns) ? Object.keys(patterns) : []) {
      this.#checkPattern(visit, jsonPointer(["patternProperties", name]), name);
    }
  }

  #checkPattern(visit: Visit, pointer: string, pattern: string): void {
    const message = this.#findBadPattern(pattern);
    if (message !== undefined) this.#refuse(visit, pointer, message);
  }

  #refuse(visit: Visit, suffix: string, message: string): never {
    throw this.#unusable(visit, visit.place.pointer + suffix, message);
  }

  #unusable(visit: Visit, pointer: string, message: string): UnusableSchema {
    if (this.#inRoot(visit.place)) return new UnusableSchema({ path: this.#root.path, pointer }, message);
    const where = pointer === "" ? visit.place.path : `${visit.place.path} at ${pointer}`;
    return new UnusableSchema(
      { path: this.#root.path, pointer: visit.via },
      `refers to a schema that cannot be used: ${where} ${message}`,
    );
  }

  #inRoot(place: SchemaPlace): boolean {
    return place.path === this.#root.path;
  }
}
