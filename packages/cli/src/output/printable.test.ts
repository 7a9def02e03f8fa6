import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, printableFile, printableJson, printableLines } from "./printable.js";

const ACTS_ON_TERMINAL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u;

describe("printable", () => {
  test.each([
    ["plain – Zoë 😀 日本", "plain – Zoë 😀 日本"],
    ["\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
    ["a\tb\r\nc", "a\\tb\\r\\nc"],
    ["\u009b2J\u007f\u0000", "\\u009b2J\\u007f\\u0000"],
    ["abc\u202etxt.exe", "abc\\u202etxt.exe"],
    ["half \ud83d of", "half \\ud83d of"],
    ["# [x] ##[set-output name=a]b", "# [x] ##\\u005bset-output name=a]b"],
  ])("%j is shown as %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("leaves nothing that a terminal acts on", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(printable(text)).not.toMatch(ACTS_ON_TERMINAL);
        for (const line of printableLines(text)) expect(line).not.toMatch(ACTS_ON_TERMINAL);
        expect(printableFile(text).replace(/[\n\t]/g, "")).not.toMatch(ACTS_ON_TERMINAL);
      }),
    );
  });
});

test("JSON means the same afterwards", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const shown = printableJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(shown.replaceAll("\n", "")).not.toMatch(ACTS_ON_TERMINAL);
    }),
  );
});

test("lines stay lines", () => {
  expect(printableLines("one\r\n\ttwo\u0007\nthree")).toEqual(["one", "    two\\u0007", "three"]);
});
