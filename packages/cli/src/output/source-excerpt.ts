import stringWidth from "string-width";
import type { Range } from "@rototo/core";
import type { Paint } from "./output.js";
import { printable } from "./printable.js";

/** Columns for the source text where the width of the terminal is not known. */
const DEFAULT_COLUMNS = 120;
const LEAST_COLUMNS = 40;

/**
 * The first line of `range`, of the lines of a text, with its number, and carets under what is meant:
 *
 *     13 | value = "enterprize"
 *        |         ^^^^^^^^^^^^
 *
 * Empty when there is nothing to show. Long lines are cut around the carets.
 */
export function sourceExcerpt(
  lines: readonly string[],
  range: Range,
  columns: number | undefined,
  paint: (text: string) => string,
  dim: Paint["dim"],
): string[] {
  const line = lines[range.start.line]?.replace(/\r$/, "");
  if (line === undefined || line.trim() === "") return [];
  const start = Math.min(range.start.character, line.length);
  const end = range.end.line > range.start.line ? line.length : Math.min(range.end.character, line.length);
  const number = String(range.start.line + 1);
  const room = Math.max(LEAST_COLUMNS, (columns ?? DEFAULT_COLUMNS) - number.length - 3);
  const { before, marked, after } = cut(line, start, Math.max(start, end), room);
  const gutter = " ".repeat(number.length);
  const carets = "^".repeat(Math.max(1, stringWidth(marked)));
  return [
    `${dim(`${number} |`)} ${before}${marked}${after}`,
    `${dim(`${gutter} |`)} ${" ".repeat(stringWidth(before))}${paint(carets)}`,
  ];
}

/** Splits a line at the marked part, and leaves out what does not fit into `room` columns. */
function cut(
  line: string,
  start: number,
  end: number,
  room: number,
): { before: string; marked: string; after: string } {
  const half = Math.floor(room / 2);
  // Counted in UTF-16 units: near enough to columns, and it keeps a line of a megabyte from being measured.
  const from = line.length <= room ? 0 : Math.max(0, Math.min(start - half, line.length - room));
  const to = Math.min(line.length, from + room);
  const visible = (text: string): string => printable(text.replaceAll("\t", "    "));
  return {
    before: (from > 0 ? "…" : "") + visible(line.slice(wholeCharacter(line, from), start)),
    marked: visible(line.slice(start, wholeCharacter(line, Math.min(end, to)))),
    after:
      visible(line.slice(wholeCharacter(line, Math.min(end, to)), wholeCharacter(line, to))) +
      (to < line.length ? "…" : ""),
  };
}

/** `index`, or the next one when it would split a surrogate pair. */
function wholeCharacter(line: string, index: number): number {
  const code = line.charCodeAt(index);
  return index > 0 && code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
}
