import type { Place } from "../documents/place.js";
import { sortNames } from "../json/code-unit-order.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import {
  joinUnknown,
  readSchemaVersion,
  readString,
  readTable,
  unknownFields,
  valueOf,
  type Field,
  type Table,
} from "./field.js";
import { readEnvironmentBranch, readResolveBranch, type BranchReading } from "./read-branch.js";
import { brokenContent, tomlContent } from "./read-content.js";
import { FALLBACK_ENVIRONMENT } from "./read-manifest.js";
import { readExternalValue, readInlineValues } from "./read-values.js";
import { readSpelling } from "./spelling.js";
import type { Broken, ValueModel, VariableModel } from "./workspace-model.js";

const VARIABLE_FIELDS = ["description", "type", "schema", "values", "env", "resolve", "lint"];

/** Reads `variables/<id>.toml` with the files of its `-values` directory. */
export function readVariable(
  id: string,
  document: ParsedDocument,
  external: readonly (readonly [key: string, ParsedDocument])[],
): VariableModel {
  const place: Place = { path: document.path };
  const { data, wholeFloats } = tomlContent(document);
  const file: Table = { data, place };
  const spelled = readSpelling(file, "variable", VARIABLE_FIELDS);
  const fields = spelled.ok ? spelled.fields : { data: {}, place };
  const inlineValues = readTable(fields, "values");
  const env = readTable(fields, "env");
  const resolve = readTable(fields, "resolve");
  const branches = readBranches(env, resolve);
  const lint = readTable(fields, "lint");
  const inline = inlineValues.state === "present" ? readInlineValues(inlineValues.value, wholeFloats) : [];
  const broken: Broken | undefined = brokenContent(document) ?? (spelled.ok ? undefined : spelled.broken);
  const { values, duplicateValues } = mergeValues(
    inline,
    external.map(([key, file]) => readExternalValue(key, file)),
  );
  return {
    id,
    path: document.path,
    place,
    written: data,
    schemaVersion: readSchemaVersion(file, wholeFloats),
    description: readString(fields, "description"),
    type: readString(fields, "type"),
    schema: readString(fields, "schema"),
    inlineValues,
    valuesDirectory: external.length === 0 ? undefined : `variables/${id}-values`,
    values,
    duplicateValues,
    env,
    resolve,
    branches: branches.map((reading) => reading.branch),
    lint,
    lintPath: lint.state === "present" ? readString(lint.value, "path") : { state: "missing", place: lint.place },
    unknownFields: joinUnknown(
      ...(spelled.ok ? [spelled.unknown] : []),
      ...branches.map((reading) => reading.unknown),
      ...(lint.state === "present" ? [unknownFields(lint.value, ["path"])] : []),
    ),
    ...(broken && { broken }),
  };
}

function readBranches(env: Field<Table>, resolve: Field<Table>): readonly BranchReading[] {
  const environments = valueOf(env);
  const everywhere = valueOf(resolve);
  if (environments !== undefined) {
    const names = sortNames(Object.keys(environments.data).filter((name) => name !== FALLBACK_ENVIRONMENT));
    if (Object.hasOwn(environments.data, FALLBACK_ENVIRONMENT)) names.unshift(FALLBACK_ENVIRONMENT);
    return names.map((name) => readEnvironmentBranch(environments, name));
  }
  return everywhere === undefined ? [] : [readResolveBranch(everywhere)];
}

function mergeValues(
  inline: readonly ValueModel[],
  external: readonly ValueModel[],
): Pick<VariableModel, "values" | "duplicateValues"> {
  const found = new Map<string, ValueModel>();
  for (const value of external) found.set(value.key, value);
  const duplicateValues = inline.flatMap((value) => {
    const other = found.get(value.key);
    return other === undefined ? [] : [{ inline: value, external: other }];
  });
  for (const value of inline) found.set(value.key, value);
  const values = new Map<string, ValueModel>();
  for (const key of sortNames([...found.keys()])) values.set(key, found.get(key) as ValueModel);
  return { values, duplicateValues };
}
