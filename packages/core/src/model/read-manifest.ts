import { documentKind, MANIFEST_PATH } from "../documents/document-kind.js";
import type { JsonArray } from "../json/json-value.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import {
  readList,
  readSchemaVersion,
  readString,
  readTable,
  unknownFields,
  valueOf,
  type Field,
  type Table,
} from "./field.js";
import { brokenContent, tomlContent } from "./read-content.js";
import { resolveReference } from "./resolve-reference.js";
import type { ManifestModel } from "./workspace-model.js";

/** The environment name that stands for every other one. */
export const FALLBACK_ENVIRONMENT = "_";

const DEFAULT_CONTEXT_SCHEMA = "schemas/context.schema.json";

/** Reads the manifest. `hasFile` tells whether a path is a file of the workspace. */
export function readManifest(document: ParsedDocument | undefined, hasFile: (path: string) => boolean): ManifestModel {
  const place = { path: MANIFEST_PATH };
  const broken = document && brokenContent(document);
  const { data, wholeFloats } = tomlContent(document);
  const file: Table = { data, place };
  const environmentsTable = readTable(file, "environments");
  const environmentNames = inside(environmentsTable, (table) => readList(table, "values"));
  const contextTable = readTable(file, "context");
  const contextSchema = inside(contextTable, (table) => readString(table, "schema"));
  return {
    id: MANIFEST_PATH,
    path: MANIFEST_PATH,
    place,
    missing: document === undefined,
    ...(broken && { broken }),
    schemaVersion: readSchemaVersion(file, wholeFloats),
    environmentsTable,
    environmentNames,
    environments: document?.content.form === "toml" ? readNames(environmentsTable, environmentNames) : undefined,
    contextTable,
    contextSchema,
    contextSchemaPath: findContextSchema(contextTable, contextSchema, hasFile),
    unknownFields: [
      ...unknownFields(file, ["schema_version", "environments", "context"]),
      ...(environmentsTable.state === "present" ? unknownFields(environmentsTable.value, ["values"]) : []),
      ...(contextTable.state === "present" ? unknownFields(contextTable.value, ["schema"]) : []),
    ],
  };
}

function inside<T>(table: Field<Table>, read: (table: Table) => Field<T>): Field<T> {
  return table.state === "present" ? read(table.value) : { state: "missing", place: table.place };
}

function readNames(table: Field<Table>, list: Field<JsonArray>): readonly string[] | null | undefined {
  if (table.state === "missing") return null;
  return valueOf(list)?.filter((name) => typeof name === "string");
}

function findContextSchema(
  table: Field<Table>,
  written: Field<string>,
  hasFile: (path: string) => boolean,
): string | undefined {
  if (table.state === "missing") return hasFile(DEFAULT_CONTEXT_SCHEMA) ? DEFAULT_CONTEXT_SCHEMA : undefined;
  if (written.state !== "present") return undefined;
  const reference = resolveReference(MANIFEST_PATH, written.value);
  return reference.kind === "inside" && documentKind(reference.path)?.kind === "schema" ? reference.path : undefined;
}
