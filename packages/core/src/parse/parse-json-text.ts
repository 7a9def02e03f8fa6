import { parse as parseTolerantly, type ParseError, printParseErrorCode } from "jsonc-parser";
import { LineIndex } from "../documents/line-index.js";
import type { Position } from "../documents/range.js";
import { sourceText } from "../documents/source-text.js";
import type { JsonValue } from "../json/json-value.js";
import { findUnfitText } from "./find-unfit-text.js";
import { scanJson, type JsonTrap } from "./scan-json.js";

/** JSON that a person wrote, read; or the first thing that is wrong with it. */
export type JsonParse =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false;
      /**
       * `syntax`: not JSON. `text`: too long, a NUL, or more than one byte order mark. `depth`: nested deeper than 500
       * levels. `name`: a name stands twice in one object. `number`: one that JSON readers round or cannot hold.
       */
      readonly reason: "syntax" | "text" | JsonTrap["reason"];
      /** What is wrong, without the place. */
      readonly message: string;
      /** Zero-based. */
      readonly position: Position;
    };

/**
 * Reads JSON (RFC 8259) that a person wrote. Total. Refuses what other readers take and
 * change without a word: an integer beyond ±(2^53−1), a number beyond the largest double,
 * a name that stands twice in one object. A number with a fraction or an exponent is the
 * nearest double. One byte order mark is accepted.
 */
export function parseJsonText(text: string): JsonParse {
  const source = sourceText(text);
  const unfit = findUnfitText(source);
  if (unfit !== undefined) return { ok: false, reason: "text", ...unfit };
  const trap = scanJson(source);
  if (trap?.reason === "depth") return refuse(trap.reason, trap.message, source, trap.offset);
  let value: JsonValue;
  try {
    value = JSON.parse(source) as JsonValue;
  } catch {
    return findMistake(source);
  }
  return trap === undefined ? { ok: true, value } : refuse(trap.reason, trap.message, source, trap.offset);
}

// JSON.parse words and places its errors differently on every engine.
function findMistake(text: string): JsonParse {
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const first = errors[0];
  const words =
    first === undefined
      ? "not JSON"
      : printParseErrorCode(first.error)
          .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
          .toLowerCase();
  const message = text.trim() === "" ? "nothing is there, not even JSON" : `not JSON: ${words}`;
  return refuse("syntax", message, text, first?.offset ?? 0);
}

function refuse(reason: "syntax" | JsonTrap["reason"], message: string, text: string, offset: number): JsonParse {
  return { ok: false, reason, message, position: new LineIndex(text).position(offset) };
}
