import { parse, TomlDate, TomlError } from "smol-toml";
import { LineIndex } from "../documents/line-index.js";
import { datesOfToml, positionOfSyntaxError } from "../documents/locate-toml.js";
import type { StepTree } from "../documents/step-tree.js";
import { sortNames } from "../json/code-unit-order.js";
import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import type { Step } from "../json/json-pointer.js";
import { setOwnValue, type JsonArray, type JsonObject, type JsonValue } from "../json/json-value.js";
import { findDeepToml } from "./find-deep-toml.js";
import type { ParseProblem } from "./parse-problem.js";
import { rfc3339Text } from "./rfc3339-text.js";

/** A TOML file as JSON, with the one thing that JSON cannot tell. */
export interface TomlData {
  /** Keys in code-unit order; dates and times as RFC 3339 text. */
  readonly data: JsonObject;
  readonly wholeFloats: WholeFloats;
}

/** Floats without a fraction, by the object or list in `data` that has them: `3.0` is no integer, though JSON writes `3`. */
export type WholeFloats = ReadonlyMap<JsonObject | JsonArray, ReadonlySet<Step>>;

/** Those of a file that has none, as nearly every file does. */
export const NO_WHOLE_FLOATS: WholeFloats = new Map();

export type TomlParse =
  { readonly ok: true; readonly value: TomlData } | { readonly ok: false; readonly problem: ParseProblem };

/**
 * Reads TOML 1.1 as JSON. Total: a syntax error, data nested deeper than 500 levels, or
 * a value that JSON cannot hold exactly (an integer beyond ±(2^53−1), `inf`, `nan`, a day
 * that does not exist), comes back as a problem with its place.
 */
export function parseToml(text: string): TomlParse {
  // One more, for a fraction's dot: what is too deep all the same, the reader below finds.
  const tooDeep = findDeepToml(text, DEEPEST_LEVEL + 1);
  if (tooDeep !== undefined) {
    return { ok: false, problem: { message: TOO_DEEP, at: { position: new LineIndex(text).position(tooDeep) } } };
  }
  let table: Record<string, unknown>;
  try {
    table = parse(text, { integersAsBigInt: true });
  } catch (error) {
    if (error instanceof TomlError) return { ok: false, problem: syntaxProblem(error) };
    throw error;
  }
  const reader = new TomlReader(text);
  const data = reader.table(table);
  const problem = reader.problem;
  return problem === undefined
    ? { ok: true, value: { data, wholeFloats: reader.wholeFloats } }
    : { ok: false, problem };
}

const TOO_DEEP = `nested deeper than ${DEEPEST_LEVEL} levels`;

function syntaxProblem(error: TomlError): ParseProblem {
  const message = error.message.split("\n", 1)[0]?.replace("Invalid TOML document: ", "") ?? "";
  return { message: `not TOML: ${message}`, at: { position: { line: error.line - 1, character: error.column - 1 } } };
}

class TomlReader {
  #wholeFloats: Map<JsonObject | JsonArray, Set<Step>> | undefined;
  problem: ParseProblem | undefined;
  /** The way to the value being read. One list for the whole file: a workspace has thousands of files. */
  readonly #steps: Step[] = [];
  #dates: StepTree<string> | undefined;

  constructor(readonly text: string) {}

  get wholeFloats(): WholeFloats {
    return this.#wholeFloats ?? NO_WHOLE_FLOATS;
  }

  table(table: Record<string, unknown>): JsonObject {
    const object: { [key: string]: JsonValue } = {};
    for (const key of sortNames(Object.keys(table))) setOwnValue(object, key, this.#member(object, key, table[key]));
    return object;
  }

  #list(list: readonly unknown[]): JsonArray {
    const items: JsonValue[] = [];
    for (const item of list) items.push(this.#member(items, items.length, item));
    return items;
  }

  #member(parent: JsonObject | JsonArray, step: Step, value: unknown): JsonValue {
    this.#steps.push(step);
    const json = this.#value(value, parent, step);
    this.#steps.pop();
    return json;
  }

  #value(value: unknown, parent: JsonObject | JsonArray, step: Step): JsonValue {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "bigint") return this.#integer(value);
    if (typeof value === "number") return this.#float(value, parent, step);
    if (value instanceof TomlDate) return this.#date();
    if (this.#steps.length >= DEEPEST_LEVEL) return this.#refuse(TOO_DEEP);
    return Array.isArray(value) ? this.#list(value) : this.table(value as Record<string, unknown>);
  }

  #integer(value: bigint): JsonValue {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    // To write out millions of digits would take seconds.
    const shown = Number.isFinite(number) ? value : "of hundreds of digits";
    return this.#refuse(`integer ${shown} is beyond ±(2^53−1), so JSON readers would round it`);
  }

  #float(value: number, parent: JsonObject | JsonArray, step: Step): JsonValue {
    if (!Number.isFinite(value)) return this.#refuse(`JSON has no ${Number.isNaN(value) ? "nan" : "inf"}`);
    if (Number.isInteger(value)) {
      this.#wholeFloats ??= new Map();
      const known = this.#wholeFloats.get(parent);
      if (known === undefined) this.#wholeFloats.set(parent, new Set([step]));
      else known.add(step);
    }
    return value;
  }

  // smol-toml turns 30 February into 2 March and cuts fractions, so the text itself is read.
  #date(): JsonValue {
    if (this.problem !== undefined) return null;
    try {
      this.#dates ??= datesOfToml(this.text);
    } catch (error) {
      this.problem = { message: "not a date of the calendar", at: { position: positionOfSyntaxError(error) } };
    }
    return rfc3339Text(this.#dates?.nearest(this.#steps).value ?? "");
  }

  #refuse(message: string): JsonValue {
    this.problem ??= { message, at: { steps: [...this.#steps] } };
    return null;
  }
}
