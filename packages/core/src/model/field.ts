import { keyOf, placeOf, type Place } from "../documents/place.js";
import { isJsonObject, kindOf, ownValue, type JsonArray, type JsonObject, type JsonValue } from "../json/json-value.js";
import type { WholeFloats } from "../parse/parse-toml.js";

/** A field of a file as it was found. Each state knows where a person should look. */
export type Field<T> = PresentField<T> | MissingField | InvalidField;

/** A field that has a value of the right kind. */
export interface PresentField<T> {
  /** Which of the three a field is. */
  readonly state: "present";
  /** What the file says. */
  readonly value: T;
  /** Where to point a person to. */
  readonly place: Place;
}

/** A field that its file does not have. */
export interface MissingField {
  /** Which of the three a field is. */
  readonly state: "missing";
  /** The table that lacks the field. */
  readonly place: Place;
}

/** The field is there, but of the wrong TOML type. */
export interface InvalidField {
  /** Which of the three a field is. */
  readonly state: "invalid";
  /** Where to point a person to. */
  readonly place: Place;
  /** The field's name as written in its table. */
  readonly name: string;
  /** What it should be: `a string`. */
  readonly expected: string;
  /** What it is: `number`. */
  readonly found: string;
}

/** A table of a file, with its place. */
export interface Table {
  /** The table as plain data. */
  readonly data: JsonObject;
  /** Where to point a person to. */
  readonly place: Place;
}

/** The value of a present field, else `undefined`. */
export function valueOf<T>(field: Field<T>): T | undefined {
  return field.state === "present" ? field.value : undefined;
}

export function readString(table: Table, name: string): Field<string> {
  return read(table, name, "a string", isString);
}

export function readTable(table: Table, name: string): Field<Table> {
  const field = read(table, name, "a table", isJsonObject);
  if (field.state !== "present") return field;
  const { place } = field;
  return { state: "present", value: { data: field.value, place }, place };
}

export function readList(table: Table, name: string): Field<JsonArray> {
  return read(table, name, "a list", isList);
}

export function readAny(table: Table, name: string): Field<JsonValue> {
  return read(table, name, "a value", isAny);
}

/** One of a few words. */
export function readChoice<T extends string>(table: Table, name: string, choices: readonly T[]): Field<T> {
  const expected = choices.map((choice) => JSON.stringify(choice)).join(" or ");
  return read(table, name, expected, (value): value is T => choices.some((choice) => choice === value));
}

/** `schema_version`, of which only the integer 1 exists. */
export function readSchemaVersion(table: Table, wholeFloats: WholeFloats): Field<1> {
  const field = read(table, "schema_version", "1", isOne);
  if (field.state !== "present" || wholeFloats.get(table.data)?.has("schema_version") !== true) return field;
  const { place } = field;
  return { state: "invalid", place, name: "schema_version", expected: "the integer 1", found: "float 1.0" };
}

const isString = (value: JsonValue): value is string => typeof value === "string";
const isList = (value: JsonValue): value is JsonArray => Array.isArray(value);
const isAny = (_value: JsonValue): _value is JsonValue => true;
const isOne = (value: JsonValue): value is 1 => value === 1;

function read<T extends JsonValue>(
  table: Table,
  name: string,
  expected: string,
  accepts: (value: JsonValue) => value is T,
): Field<T> {
  const value = ownValue(table.data, name);
  if (value === undefined) return { state: "missing", place: table.place };
  if (accepts(value)) return new ReadField(value, table.place, name);
  return { state: "invalid", place: placeOf(table.place, name), name, expected, found: describe(value) };
}

// A large workspace has a million of these; the place of hardly one is asked for.
class ReadField<T> implements PresentField<T> {
  readonly state = "present";
  readonly value: T;
  readonly #table: Place;
  readonly #name: string;

  constructor(value: T, table: Place, name: string) {
    this.value = value;
    this.#table = table;
    this.#name = name;
  }

  get place(): Place {
    return placeOf(this.#table, this.#name);
  }
}

function describe(value: JsonValue): string {
  return typeof value === "object" ? kindOf(value) : `${kindOf(value)} ${JSON.stringify(value)}`;
}

/** Fields that the format does not have, with the ones it does, for a suggestion. */
export interface UnknownField {
  /** The field as it is spelled. */
  readonly name: string;
  /** Where to point a person to. */
  readonly place: Place;
  /** The fields that its table can have. */
  readonly known: readonly string[];
}

/** The fields of `table` that are none of `known`. */
export function unknownFields(table: Table, known: readonly string[]): readonly UnknownField[] {
  const names = Object.keys(table.data);
  if (names.every((name) => known.includes(name))) return NONE;
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, place: keyOf(placeOf(table.place, name)), known }));
}

/** The unknown fields of several tables of one file. */
export function joinUnknown(...parts: readonly (readonly UnknownField[])[]): readonly UnknownField[] {
  return parts.every(({ length }) => length === 0) ? NONE : parts.flat();
}

// One list for the tables that have none, as nearly all do.
const NONE: readonly UnknownField[] = [];
