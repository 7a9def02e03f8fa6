import { parseSemanticVersion } from "../grammar/semver.js";
import { parseTimestamp } from "../grammar/timestamp.js";
import { isComposite, type JsonValue } from "../json/json-value.js";

/** What an operator takes as `value`. */
export type ValueKind = "any" | "list" | "number" | "boolean" | "scalar" | "texts" | "timestamp" | "version";

/** Whether a value is of a kind. */
export const ACCEPTS: Readonly<Record<ValueKind, (value: JsonValue) => boolean>> = {
  any: () => true,
  list: (value) => Array.isArray(value),
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  scalar: (value) => !isComposite(value),
  texts: (value) => [value].flat().every((part) => typeof part === "string"),
  timestamp: (value) => typeof value === "string" && parseTimestamp(value) !== undefined,
  version: (value) => typeof value === "string" && parseSemanticVersion(value) !== undefined,
};

/** The kinds in words, for messages: `a number`. */
export const VALUE_WORDS: Readonly<Record<ValueKind, string>> = {
  any: "a value",
  list: "a list",
  number: "a number",
  boolean: "true or false",
  scalar: "a string, number or boolean",
  texts: "a string or a list of strings",
  timestamp: "an RFC 3339 timestamp with its offset, such as 2026-01-31T12:00:00Z",
  version: "a SemVer 2.0.0 version, such as 1.4.0",
};
