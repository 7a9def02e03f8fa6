import type { Range } from "./range.js";
import type { Documents } from "./documents.js";
import { locateJson } from "./locate-json.js";
import { locateToml } from "./locate-toml.js";
import type { Place } from "./place.js";
import type { RangeTable } from "./range-table.js";
import { sourceText } from "./source-text.js";

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Finds the ranges of places, reading each file's syntax tree at most once. */
export class Locator {
  readonly #tables = new Map<string, RangeTable>();

  constructor(readonly documents: Documents) {}

  /** The range of `place`; the start of the file when nothing of it stands in the text. */
  range(place: Place): Range {
    if (place.position !== undefined) return { start: place.position, end: place.position };
    if (place.steps === undefined || place.steps.length === 0) return START;
    return this.#table(place.path).find(place.steps, place.part ?? "value") ?? START;
  }

  #table(path: string): RangeTable {
    const known = this.#tables.get(path);
    if (known !== undefined) return known;
    const document = this.documents.get(path);
    const text = typeof document === "string" ? sourceText(document) : "";
    const table = path.endsWith(".json") ? locateJson(text) : locateToml(text);
    this.#tables.set(path, table);
    return table;
  }
}
