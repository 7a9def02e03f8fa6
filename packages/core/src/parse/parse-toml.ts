import { parse, TomlDate, TomlError } from "smol-toml";
import { datesOfToml, positionOfSyntaxError } from "../documents/locate-toml.js";
import { sortNames } from "../json/code-unit-order.js";
import { jsonPointer, type Step } from "../json/json-pointer.js";
import { setOwnValue, type JsonObject, type JsonValue } from "../json/json-value.js";
import type { ParseProblem } from "./parse-problem.js";
import { rfc3339Text } from "./rfc3339-text.js";

/** A TOML file as JSON, with the one thing that JSON cannot tell. */
export interface TomlData {
  /** Keys in code-unit order; dates and times as RFC 3339 text. */
  readonly data: JsonObject;
  /** Pointers of floats without a fraction: `3.0` is no `int`, though JSON writes `3`. */
  readonly wholeFloats: ReadonlySet<string>;
}

export type TomlParse =
  { readonly ok: true; readonly value: TomlData } | { readonly ok: false; readonly problem: ParseProblem };

/**
 * Reads TOML 1.1 as JSON. Total: a syntax error, or a value that JSON cannot hold
 * exactly (an integer beyond ±(2^53−1), `inf`, `nan`, a day that does not exist),
 * comes back as a problem with its place.
 */
export function parseToml(text: string): TomlParse {
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

function syntaxProblem(error: TomlError): ParseProblem {
  const message = error.message.split("\n", 1)[0]?.replace("Invalid TOML document: ", "") ?? "";
  return { message: `not TOML: ${message}`, at: { position: { line: error.line - 1, character: error.column - 1 } } };
}

class TomlReader {
  readonly wholeFloats = new Set<string>();
  problem: ParseProblem | undefined;
  /** The way to the value being read. One list for the whole file: a workspace has thousands of files. */
  readonly #steps: Step[] = [];
  #dates: ReadonlyMap<string, string> | undefined;

  constructor(readonly text: string) {}

  table(table: Record<string, unknown>): JsonObject {
    const object: { [key: string]: JsonValue } = {};
    for (const key of sortNames(Object.keys(table))) setOwnValue(object, key, this.#member(key, table[key]));
    return object;
  }

  #member(step: Step, value: unknown): JsonValue {
    this.#steps.push(step);
    const json = this.#value(value);
    this.#steps.pop();
    return json;
  }

  #value(value: unknown): JsonValue {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "bigint") return this.#integer(value);
    if (typeof value === "number") return this.#float(value);
    if (value instanceof TomlDate) return this.#date();
    if (Array.isArray(value)) return value.map((item, index) => this.#member(index, item));
    return this.table(value as Record<string, unknown>);
  }

  #integer(value: bigint): JsonValue {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    return this.#refuse(`integer ${value} is beyond ±(2^53−1), so JSON readers would round it`);
  }

  #float(value: number): JsonValue {
    if (!Number.isFinite(value)) return this.#refuse(`JSON has no ${Number.isNaN(value) ? "nan" : "inf"}`);
    if (Number.isInteger(value)) this.wholeFloats.add(jsonPointer(this.#steps));
    return value;
  }

  // smol-toml turns 30 February into 2 March and cuts fractions, so the text itself is read.
  #date(): JsonValue {
    if (this.problem !== undefined) return null;
    try {
      this.#dates ??= new Map([...datesOfToml(this.text)].map((date) => [jsonPointer(date.steps), date.text]));
    } catch (error) {
      this.problem = { message: "not a date of the calendar", at: { position: positionOfSyntaxError(error) } };
    }
    return rfc3339Text(this.#dates?.get(jsonPointer(this.#steps)) ?? "");
  }

  #refuse(message: string): JsonValue {
    this.problem ??= { message, at: { steps: [...this.#steps] } };
    return null;
  }
}
