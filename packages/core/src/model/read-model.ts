import { documentKind, isHiddenPath, MANIFEST_PATH } from "../documents/document-kind.js";
import type { Documents } from "../documents/documents.js";
import { byCodeUnit } from "../json/code-unit-order.js";
import type { JsonValue } from "../json/json-value.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import { readCatalog } from "./read-catalog.js";
import { brokenContent } from "./read-content.js";
import { readManifest } from "./read-manifest.js";
import { readQualifier } from "./read-qualifier.js";
import { readVariable } from "./read-variable.js";
import type {
  Broken,
  CatalogModel,
  Entity,
  FixtureFile,
  QualifierModel,
  SchemaModel,
  UnfollowedPath,
  VariableModel,
  WorkspaceModel,
} from "./workspace-model.js";

type KeyedDocument = readonly [key: string, document: ParsedDocument];

/** Puts the parsed documents of a workspace together. Total: every file ends in the model, broken or not. */
export function readModel(documents: Documents, parsed: readonly ParsedDocument[]): Omit<WorkspaceModel, "missing"> {
  const values = groupBy(parsed, (kind) => (kind.kind === "value" ? [kind.variable, kind.key] : undefined));
  const entries = groupBy(parsed, (kind) => (kind.kind === "catalog-entry" ? [kind.catalog, kind.key] : undefined));
  const qualifiers = new Map<string, QualifierModel>();
  const variables = new Map<string, VariableModel>();
  const catalogs = new Map<string, CatalogModel>();
  const schemas = new Map<string, SchemaModel>();
  const customLints = new Map<string, string>();
  const brokenScripts = new Map<string, Broken>();
  const fixtures: FixtureFile[] = [];
  for (const document of parsed) {
    const { kind, path, content } = document;
    if (kind.kind === "qualifier") qualifiers.set(kind.id, readQualifier(kind.id, document));
    else if (kind.kind === "variable")
      variables.set(kind.id, readVariable(kind.id, document, values.get(kind.id) ?? []));
    else if (kind.kind === "catalog") catalogs.set(kind.id, readCatalog(kind.id, document, entries.get(kind.id) ?? []));
    else if (kind.kind === "schema") schemas.set(path, readJsonFile(path, document));
    else if (kind.kind === "custom-lint") {
      const broken = brokenContent(document);
      if (broken !== undefined) brokenScripts.set(path, broken);
      else if (content.form === "text") customLints.set(path, content.text);
    } else if (kind.kind === "fixture-context")
      fixtures.push({ ...readJsonFile(kind.name, document), part: "context" });
    else if (kind.kind === "fixture-expected")
      fixtures.push({ ...readJsonFile(kind.name, document), part: "expected" });
  }
  return {
    documents,
    manifest: readManifest(
      parsed.find(({ path }) => path === MANIFEST_PATH),
      (path) => parsed.some((document) => document.path === path),
    ),
    qualifiers: inKeyOrder(qualifiers),
    variables: inKeyOrder(variables),
    catalogs: inKeyOrder(catalogs),
    schemas,
    schemaResources: new Map(
      [...schemas].flatMap(([path, { json }]) => (json === undefined ? [] : [[path, json] as const])),
    ),
    customLints,
    brokenScripts,
    fixtures,
    orphanDirectories: [
      ...[...entries.keys()].filter((id) => !catalogs.has(id)).map((id) => `catalogs/${id}-entries`),
      ...[...values.keys()].filter((id) => !variables.has(id)).map((id) => `variables/${id}-values`),
    ],
    unfollowedPaths: findUnfollowedPaths(documents),
  };
}

function findUnfollowedPaths(documents: Documents): readonly UnfollowedPath[] {
  const found: UnfollowedPath[] = [];
  for (const [path, document] of documents) {
    if (typeof document === "string" || isHiddenPath(path)) continue;
    // Any other unreadable file is reported as the document that it would be.
    if (document.unreadable === "unsafe-link" || documentKind(path) === undefined)
      found.push({ path, reason: document.unreadable });
  }
  return found.sort((left, right) => byCodeUnit(left.path, right.path));
}

function groupBy(
  parsed: readonly ParsedDocument[],
  ownerOf: (kind: ParsedDocument["kind"]) => readonly [owner: string, key: string] | undefined,
): Map<string, KeyedDocument[]> {
  const groups = new Map<string, KeyedDocument[]>();
  for (const document of parsed) {
    const [owner, key] = ownerOf(document.kind) ?? [];
    if (owner === undefined || key === undefined) continue;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [[key, document]]);
    else group.push([key, document]);
  }
  for (const group of groups.values()) group.sort(([left], [right]) => byCodeUnit(left, right));
  return groups;
}

function readJsonFile(id: string, document: ParsedDocument): Entity & { readonly json: JsonValue | undefined } {
  const { path, content } = document;
  const broken = brokenContent(document);
  return {
    id,
    path,
    place: { path },
    ...(broken && { broken }),
    json: content.form === "json" ? content.json : undefined,
  };
}

// Paths are in order, but `a.toml` sorts after `a-b.toml`, while the id `a` sorts before `a-b`.
function inKeyOrder<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([left], [right]) => byCodeUnit(left, right)));
}
