import type { Range } from "@rototo/core";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { sourceExcerpt } from "./source-excerpt.js";

const plain = (text: unknown): string => String(text);

function range(line: number, start: number, end: number, endLine = line): Range {
  return { start: { line, character: start }, end: { line: endLine, character: end } };
}

function excerpt(text: string, at: Range, columns?: number): string[] {
  return sourceExcerpt(text.split("\n"), at, columns, plain, plain);
}

describe("carets stand under what is meant", () => {
  test.each([
    ["plain", "a = 1\nvalue = 7", range(1, 8, 9), ["2 | value = 7", "  |         ^"]],
    ["CRLF", "a = 1\r\nvalue = 7\r\n", range(1, 8, 9), ["2 | value = 7", "  |         ^"]],
    ["a tab", "\tvalue = 7", range(0, 9, 10), ["1 |     value = 7", "  |             ^"]],
    ["wide characters", `日本 = "😀😀"`, range(0, 5, 11), [`1 | 日本 = "😀😀"`, "  |        ^^^^^^"]],
    ["a control character", `a = "\u001b[31m"`, range(0, 4, 11), [`1 | a = "\\u001b[31m"`, "  |     ^^^^^^^^^^^^"]],
    ["an empty range", "abc", range(0, 1, 1), ["1 | abc", "  |  ^"]],
    ["the end of a line", "abc", range(0, 3, 3), ["1 | abc", "  |    ^"]],
    ["several lines", "abc\ndef", range(0, 1, 2, 1), ["1 | abc", "  |  ^^"]],
    ["beyond the line", "abc", range(0, 10, 20), ["1 | abc", "  |    ^"]],
  ] as const)("%s", (_name, text, at, expected) => {
    expect(excerpt(text, at)).toEqual(expected);
  });
});

test.each([
  ["an empty file", "", range(0, 0, 0)],
  ["a blank line", "a\n  \nb", range(1, 0, 1)],
  ["a line that is not there", "a", range(5, 0, 1)],
])("%s shows nothing", (_name, text, at) => {
  expect(excerpt(text, at)).toEqual([]);
});

test.each([0, 3, 60, 500_000, 999_990])("a line of a megabyte is cut around the place at %d", (start) => {
  const line = "x".repeat(start) + "MARK" + "😀".repeat((1_000_000 - start) / 2);
  const [shown = "", carets = ""] = excerpt(line, range(0, start, start + 4), 80);
  expect(shown.length).toBeLessThan(100);
  expect(shown.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("MARK");
  expect(shown).not.toMatch(/\p{Cs}/u);
});

test("a marked part longer than the line is cut too", () => {
  const [shown = "", carets = ""] = excerpt("x".repeat(10_000), range(0, 0, 10_000), 80);
  expect(stringWidth(shown)).toBeLessThanOrEqual(82);
  expect(carets.length).toBeLessThanOrEqual(82);
});
