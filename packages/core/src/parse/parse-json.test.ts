import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.js";

describe("parseJson", () => {
  it("agrees with JSON.parse on all JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it.each([
    ['{\n  "a": 1,\n}', { line: 2, character: 0 }],
    ['{"a": tru}', { line: 0, character: 6 }],
    ["", { line: 0, character: 0 }],
    ["{} {}", { line: 0, character: 3 }],
  ])("places the mistake of %j", (text, position) => {
    expect(parseJson(text)).toMatchObject({ ok: false, problem: { at: { position } } });
  });

  it.each(["[", '{"a":'])("bounds nesting of %s", (open) => {
    const close = open === "[" ? "]" : "}";
    expect(parseJson(`${open.repeat(5_000)}1${close.repeat(5_000)}`).ok).toBe(false);
    expect(parseJson(open.repeat(100_000)).ok).toBe(false);
    expect(parseJson(`${open.repeat(400)}1${close.repeat(400)}`).ok).toBe(true);
  });
});
