import type { Place } from "../documents/place.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import { readSchemaVersion, readString, unknownFields, type Table } from "./field.js";
import { brokenContent, tomlContent } from "./read-content.js";
import { readCatalogEntry } from "./read-values.js";
import type { CatalogModel } from "./workspace-model.js";

/** Reads `catalogs/<id>.toml` with the files of its `-entries` directory. */
export function readCatalog(
  id: string,
  document: ParsedDocument,
  entries: readonly (readonly [key: string, ParsedDocument])[],
): CatalogModel {
  const place: Place = { path: document.path };
  const { data, wholeFloats } = tomlContent(document);
  const file: Table = { data, place };
  const broken = brokenContent(document);
  return {
    id,
    path: document.path,
    place,
    ...(broken && { broken }),
    schemaVersion: readSchemaVersion(file, wholeFloats),
    description: readString(file, "description"),
    schema: readString(file, "schema"),
    entries: new Map(entries.map(([key, entry]) => [key, readCatalogEntry(key, entry)])),
    unknownFields: unknownFields(file, ["schema_version", "description", "schema"]),
  };
}
