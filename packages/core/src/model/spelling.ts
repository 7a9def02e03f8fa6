import { keyOf, placeOf } from "../documents/place.js";
import { joinUnknown, readTable, unknownFields, type Table, type UnknownField } from "./field.js";
import type { Broken } from "./workspace-model.js";

/** The fields of an entity, wherever its spelling puts them. */
export type SpelledFields =
  | { readonly ok: true; readonly fields: Table; readonly unknown: readonly UnknownField[] }
  | { readonly ok: false; readonly broken: Broken };

/**
 * Finds the fields of a file in either spelling: under `[name]`, or at the top
 * level. A file that uses both is broken, because either half could be meant.
 */
export function readSpelling(file: Table, name: string, known: readonly string[]): SpelledFields {
  const tabled = readTable(file, name);
  if (tabled.state === "missing")
    return { ok: true, fields: file, unknown: unknownFields(file, ["schema_version", ...known]) };
  if (tabled.state === "invalid") return { ok: false, broken: { kind: "shape", field: tabled } };
  const flat = known.find((field) => Object.hasOwn(file.data, field));
  if (flat !== undefined) {
    return {
      ok: false,
      broken: { kind: "mixed-spelling", place: keyOf(placeOf(file.place, flat)), field: flat, table: name },
    };
  }
  const unknown = joinUnknown(unknownFields(file, ["schema_version", name]), unknownFields(tabled.value, known));
  return { ok: true, fields: tabled.value, unknown };
}
