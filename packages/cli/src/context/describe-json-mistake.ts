import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";

/**
 * Where and why `text` is not JSON: `line 2, column 5: comma expected`. For text
 * that `JSON.parse` refused; that one's own words do not always name a place.
 */
export function describeJsonMistake(text: string): string {
  if (text.trim() === "") return "empty, not JSON";
  const mistakes: ParseError[] = [];
  try {
    parse(text, mistakes, { disallowComments: true });
  } catch (error) {
    // Nested so deeply that the parser's stack ran out.
    if (!(error instanceof RangeError)) throw error;
  }
  const [first] = mistakes;
  if (first === undefined) return "not JSON";
  const before = text.slice(0, first.offset).split("\n");
  const words = printParseErrorCode(first.error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return `not JSON at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}: ${words}`;
}
