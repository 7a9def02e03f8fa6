import { byCodeUnit } from "./code-unit-order.js";
import { isJsonObject, type JsonValue } from "./json-value.js";

/**
 * JSON text with object keys in code-unit order at every level, so that equal
 * values give equal text. `indent` is the number of spaces per level; 0 writes
 * one compact line.
 */
export function canonicalJson(value: JsonValue, indent = 0): string {
  return write(value, indent, "");
}

function write(value: JsonValue, indent: number, margin: string): string {
  if (Array.isArray(value)) {
    return wrap(
      "[",
      value.map((item: JsonValue) => write(item, indent, margin + " ".repeat(indent))),
      "]",
      indent,
      margin,
    );
  }
  if (isJsonObject(value)) {
    const colon = indent === 0 ? ":" : ": ";
    const members = Object.entries(value)
      .sort(([left], [right]) => byCodeUnit(left, right))
      .map(([key, member]) => JSON.stringify(key) + colon + write(member, indent, margin + " ".repeat(indent)));
    return wrap("{", members, "}", indent, margin);
  }
  return JSON.stringify(value);
}

function wrap(open: string, items: readonly string[], close: string, indent: number, margin: string): string {
  if (items.length === 0) return open + close;
  if (indent === 0) return open + items.join(",") + close;
  const inner = "\n" + margin + " ".repeat(indent);
  return open + inner + items.join("," + inner) + "\n" + margin + close;
}
