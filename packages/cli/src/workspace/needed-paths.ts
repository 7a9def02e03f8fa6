import { posix } from "node:path";
import {
  isJsonObject,
  MANIFEST_PATH,
  valueOf,
  type Entity,
  type Field,
  type JsonValue,
  type WorkspaceModel,
} from "@rototo/core";
import type { EntityKind } from "./entity-kind.js";

/**
 * The paths of everything without which a qualifier or variable has no answer: its own
 * files, the manifest, and, as far as they lead, its schema, catalog, entries, script and
 * qualifiers, with the context schema where one reads the context.
 */
export function neededPaths(model: WorkspaceModel, kind: EntityKind, id: string): ReadonlySet<string> {
  const needed = new NeededPaths(model);
  needed.add(kind, id);
  return needed.paths;
}

class NeededPaths {
  readonly paths = new Set<string>(["", MANIFEST_PATH]);
  readonly #model: WorkspaceModel;
  readonly #waiting: (readonly [kind: EntityKind | "catalog", id: string])[] = [];

  constructor(model: WorkspaceModel) {
    this.#model = model;
  }

  /** Follows every reference, however long the chain of them is. */
  add(kind: EntityKind, id: string): void {
    this.#waiting.push([kind, id]);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const [nextKind, nextId] = next;
      if (nextKind === "qualifier") this.#addQualifier(nextId);
      else if (nextKind === "variable") this.#addVariable(nextId);
      else this.#addCatalog(nextId);
    }
  }

  #addQualifier(id: string): void {
    const qualifier = this.#model.qualifiers.get(id);
    if (qualifier === undefined || !this.#isNew(qualifier)) return;
    for (const { attribute } of qualifier.predicates) {
      const path = valueOf(attribute) ?? "";
      if (path.startsWith("qualifier.")) this.#waiting.push(["qualifier", path.slice("qualifier.".length)]);
      else if (!path.startsWith("rototo.")) this.#addSchema(this.#model.manifest.contextSchemaPath);
    }
  }

  #addVariable(id: string): void {
    const variable = this.#model.variables.get(id);
    if (variable === undefined || !this.#isNew(variable)) return;
    for (const { place } of variable.values.values()) this.paths.add(place.path);
    this.#addReference(variable, variable.schema);
    this.#addReference(variable, variable.lintPath);
    const [, catalog] = /^catalog:(.+)$/.exec(valueOf(variable.type) ?? "") ?? [];
    if (catalog !== undefined) this.#waiting.push(["catalog", catalog]);
    for (const { qualifier } of variable.branches.flatMap(({ rules }) => rules)) {
      const name = valueOf(qualifier);
      if (name !== undefined) this.#waiting.push(["qualifier", name]);
    }
  }

  #addCatalog(id: string): void {
    const catalog = this.#model.catalogs.get(id);
    if (catalog === undefined || !this.#isNew(catalog)) return;
    for (const { place } of catalog.entries.values()) this.paths.add(place.path);
    this.#addReference(catalog, catalog.schema);
  }

  #addReference({ path }: Entity, field: Field<string>): void {
    const written = valueOf(field);
    if (written !== undefined) this.#addSchema(posix.join(posix.dirname(path), written));
  }

  /** A schema with what it refers to; of a script, which is none, its path alone. */
  #addSchema(path: string | undefined): void {
    const waiting = path === undefined ? [] : [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.paths.has(next)) continue;
      this.paths.add(next);
      for (const [keyword, name] of references(this.#model.schemas.get(next)?.json)) {
        if (keyword === "x-rototo-catalog") this.#waiting.push(["catalog", name]);
        else waiting.push(posix.join(posix.dirname(next), name.replace(/#.*$/s, "")));
      }
    }
  }

  #isNew({ path }: Entity): boolean {
    if (this.paths.has(path)) return false;
    this.paths.add(path);
    return true;
  }
}

/** The references of a schema to files and catalogs, with the keyword that makes each. */
function* references(schema: JsonValue | undefined): Generator<readonly [keyword: string, name: string]> {
  const waiting = [schema];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) for (const item of next as readonly JsonValue[]) waiting.push(item);
    else if (isJsonObject(next)) {
      for (const [keyword, value] of Object.entries(next)) {
        if (typeof value !== "string") waiting.push(value);
        else if (keyword === "x-rototo-catalog" || (keyword === "$ref" && !value.startsWith("#")))
          yield [keyword, value];
      }
    }
  }
}
