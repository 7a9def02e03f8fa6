import { placeOf, type Place } from "../documents/place.js";
import { ownValue, type JsonValue } from "../json/json-value.js";
import type { ParsedDocument } from "../parse/parse-documents.js";
import type { WholeFloats } from "../parse/parse-toml.js";
import type { Table } from "./field.js";
import { brokenContent } from "./read-content.js";
import type { ValueModel } from "./workspace-model.js";

/** The values under `values` of a variable's own file. */
export function readInlineValues(table: Table, wholeFloats: WholeFloats): readonly ValueModel[] {
  return Object.entries(table.data).map(([key, value]) => {
    const isWholeFloat = wholeFloats.get(table.data)?.has(key) === true;
    return new InlineValue(key, value, table.place, isWholeFloat);
  });
}

// As with fields, the place of hardly one is asked for.
class InlineValue implements ValueModel {
  readonly #table: Place;

  constructor(
    readonly key: string,
    readonly value: JsonValue,
    table: Place,
    readonly isWholeFloat: boolean,
  ) {
    this.#table = table;
  }

  get place(): Place {
    return placeOf(this.#table, this.key);
  }
}

/** A value in a file of its own: what stands under `value` when that is all, else the whole document. */
export function readExternalValue(key: string, document: ParsedDocument): ValueModel {
  const content = document.content;
  if (content.form !== "toml") return brokenValue(key, document);
  const { data, wholeFloats } = content.toml;
  const only = Object.keys(data).length === 1 ? ownValue(data, "value") : undefined;
  if (only === undefined) return { key, value: data, place: { path: document.path }, isWholeFloat: false };
  return {
    key,
    value: only,
    place: { path: document.path, steps: ["value"] },
    isWholeFloat: wholeFloats.get(data)?.has("value") === true,
  };
}

/** A catalog entry: always the whole document. */
export function readCatalogEntry(key: string, document: ParsedDocument): ValueModel {
  const content = document.content;
  if (content.form !== "toml") return brokenValue(key, document);
  return { key, value: content.toml.data, place: { path: document.path }, isWholeFloat: false };
}

function brokenValue(key: string, document: ParsedDocument): ValueModel {
  const place: Place = { path: document.path };
  const broken = brokenContent(document);
  const value: JsonValue = null;
  return { key, value, place, isWholeFloat: false, ...(broken && { broken }) };
}
