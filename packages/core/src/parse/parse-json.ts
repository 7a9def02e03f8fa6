import { parse as parseTolerantly, type ParseError, printParseErrorCode } from "jsonc-parser";
import { LineIndex } from "../documents/line-index.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import type { ParseProblem } from "./parse-problem.js";

/** JSON nested deeper than this is refused, so that no later step can overflow the stack. */
const MAX_JSON_DEPTH = 500;

export type JsonParse =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly problem: ParseProblem };

/** Reads JSON (RFC 8259). Total: a mistake comes back with its position. */
export function parseJson(text: string): JsonParse {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { ok: false, problem: findMistake(text) };
  }
  if (isTooDeep(value)) {
    return { ok: false, problem: { message: `nested deeper than ${MAX_JSON_DEPTH} levels`, at: { steps: [] } } };
  }
  return { ok: true, value };
}

// JSON.parse words and places its errors differently on every engine.
function findMistake(text: string): ParseProblem {
  const errors: ParseError[] = [];
  try {
    parseTolerantly(text, errors, { disallowComments: true });
  } catch (error) {
    // Thousands of open brackets overflow the tolerant parser's stack.
    if (!(error instanceof RangeError)) throw error;
  }
  const first = errors[0];
  const words =
    first === undefined
      ? "not JSON"
      : printParseErrorCode(first.error)
          .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
          .toLowerCase();
  const position = new LineIndex(text).position(first?.offset ?? 0);
  return { message: text.trim() === "" ? "the file is empty" : `not JSON: ${words}`, at: { position } };
}

function isTooDeep(root: JsonValue): boolean {
  const open: { value: JsonValue; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_JSON_DEPTH) return true;
    const children: readonly JsonValue[] = Array.isArray(value)
      ? value
      : isJsonObject(value)
        ? Object.values(value)
        : [];
    for (const child of children) open.push({ value: child, depth: depth + 1 });
  }
  return false;
}
