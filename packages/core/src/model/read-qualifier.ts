import { placeOf, type Place } from "../documents/place.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import type { WholeFloats } from "../parse/parse-toml.js";
import {
  joinUnknown,
  readAny,
  readChoice,
  readList,
  readSchemaVersion,
  readString,
  unknownFields,
  valueOf,
  type Table,
  type UnknownField,
} from "./field.js";
import { readSpelling } from "./spelling.js";
import { brokenContent, tomlContent } from "./read-content.js";
import type { Broken, PredicateModel, QualifierModel } from "./workspace-model.js";

const QUALIFIER_FIELDS = ["description", "match", "predicate"];
const COMPARISON_FIELDS = ["attribute", "op", "value"];
const PREDICATE_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bucket", [...COMPARISON_FIELDS, "salt", "range"]],
  ["rollout", [...COMPARISON_FIELDS, "salt", "range", "percent"]],
]);

/** Reads `qualifiers/<id>.toml`. */
export function readQualifier(id: string, document: ParsedDocument): QualifierModel {
  const place: Place = { path: document.path };
  const { data, wholeFloats } = tomlContent(document);
  const file: Table = { data, place };
  const spelled = readSpelling(file, "qualifier", QUALIFIER_FIELDS);
  const fields = spelled.ok ? spelled.fields : { data: {}, place };
  const predicateList = readList(fields, "predicate");
  const predicates = (valueOf(predicateList) ?? []).map((item, index) =>
    readPredicate(item, index, placeOf(fields.place, "predicate", index), wholeFloats),
  );
  const broken: Broken | undefined = brokenContent(document) ?? (spelled.ok ? undefined : spelled.broken);
  return {
    id,
    path: document.path,
    place,
    written: data,
    schemaVersion: readSchemaVersion(file, wholeFloats),
    description: readString(fields, "description"),
    match: readChoice(fields, "match", ["all", "any"]),
    predicateList,
    predicates: predicates.map((predicate) => predicate.model),
    unknownFields: joinUnknown(
      ...(spelled.ok ? [spelled.unknown] : []),
      ...predicates.map((predicate) => predicate.unknown),
    ),
    ...(broken && { broken }),
  };
}

function readPredicate(
  item: JsonValue,
  index: number,
  place: Place,
  wholeFloats: WholeFloats,
): { model: PredicateModel; unknown: readonly UnknownField[] } {
  const isTable = isJsonObject(item);
  const table: Table = { data: isTable ? item : {}, place };
  const op = readString(table, "op");
  const range = readAny(table, "range");
  const model: PredicateModel = {
    index,
    place,
    isTable,
    attribute: readString(table, "attribute"),
    op,
    value: readAny(table, "value"),
    salt: readAny(table, "salt"),
    range,
    isFloatRange: range.state === "present" && Array.isArray(range.value) && wholeFloats.has(range.value),
    percent: readAny(table, "percent"),
  };
  return { model, unknown: unknownFields(table, PREDICATE_FIELDS.get(valueOf(op) ?? "") ?? COMPARISON_FIELDS) };
}
