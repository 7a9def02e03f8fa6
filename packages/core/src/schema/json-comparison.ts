import { canonicalJson } from "../json/canonical-json.js";
import { jsonEqual } from "../json/json-equality.js";
import type { JsonArray, JsonValue } from "../json/json-value.js";

/** The keywords that compare whole values. */
export type ComparedKeyword = "const" | "enum" | "uniqueItems";

/** Tests a value as JSON: for `keyword`, under which the schema has `expected`. */
export function jsonComparison(keyword: ComparedKeyword, expected: JsonValue): (value: JsonValue) => boolean {
  switch (keyword) {
    case "const":
      return (value) => jsonEqual(expected, value);
    case "enum":
      return (value) => (expected as JsonArray).some((member) => jsonEqual(member, value));
    case "uniqueItems":
      return (items) =>
        expected !== true ||
        new Set((items as JsonArray).map((item) => canonicalJson(item))).size === (items as JsonArray).length;
  }
}
