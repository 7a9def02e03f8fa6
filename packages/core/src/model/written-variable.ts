import { isJsonObject, ownValue, setOwnValue, type JsonObject, type JsonValue } from "../json/json-value.js";
import type { ValueModel, VariableModel } from "./workspace-model.js";

/**
 * A variable's document as it is written, in its own spelling, with its external
 * values added where inline ones stand: under `[variable.values]` or `[values]`. Values
 * whose file is broken are left out. Entries of a catalog are not the variable's, so they
 * are not added.
 */
export function writtenVariable({ written, values, path }: VariableModel): JsonObject {
  const external = [...values.values()].filter(({ place, broken }) => place.path !== path && broken === undefined);
  if (external.length === 0) return written;
  const tabled = ownValue(written, "variable");
  if (!isJsonObject(tabled)) return withValues(written, external);
  return withMembers(written, [["variable", withValues(tabled, external)]]);
}

function withValues(fields: JsonObject, external: readonly ValueModel[]): JsonObject {
  const inline = ownValue(fields, "values") ?? {};
  // Lint says what is wrong with it.
  if (!isJsonObject(inline)) return fields;
  return withMembers(fields, [
    [
      "values",
      withMembers(
        inline,
        external.map(({ key, value }) => [key, value]),
      ),
    ],
  ]);
}

function withMembers(object: JsonObject, members: readonly (readonly [name: string, value: JsonValue])[]): JsonObject {
  const copy: { [name: string]: JsonValue } = {};
  for (const [name, value] of [...Object.entries(object), ...members]) setOwnValue(copy, name, value);
  return copy;
}
