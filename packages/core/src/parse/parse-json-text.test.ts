import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonText } from "./parse-json-text.js";

/** JSON that every reader takes alike: no integer that one of them would round. */
const safeJson = fc.json().filter((text) => !/\d{16}/.test(text));

function refusal(text: string) {
  const parse = parseJsonText(text);
  if (parse.ok) throw new Error("read");
  return parse;
}

describe("parseJsonText", () => {
  it("agrees with JSON.parse on all JSON", () => {
    fc.assert(
      fc.property(safeJson, (text) => {
        expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it("is total, and takes no text that JSON.parse refuses", () => {
    const odd = fc.array(
      fc.constantFrom(...'{ } [ ] , : " \\ - 1 e 9 . a \n \0 \uFEFF \ud800 null'.split(" "), " ", '"a":', '"\\u0061":'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(odd, (parts) => {
        const text = parts.join("");
        const parse = parseJsonText(text);
        if (parse.ok) expect(parse.value).toEqual(JSON.parse(text.replace(/^\uFEFF/, "")));
        else expect(parse.message).not.toBe("");
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['{\n  "a": 1,\n}', { line: 2, character: 0 }],
    ['{"a": tru}', { line: 0, character: 6 }],
    ["", { line: 0, character: 0 }],
    ["{} {}", { line: 0, character: 3 }],
    ['{\r\n"a": 1,\r\n}', { line: 2, character: 0 }],
  ])("places the mistake of %j", (text, position) => {
    expect(refusal(text)).toMatchObject({ reason: "syntax", position });
  });

  it.each(["[", '{"a":'])("bounds nesting of %s, at its place", (open) => {
    const close = open === "[" ? "]" : "}";
    const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
    expect(parseJsonText(nested(500)).ok).toBe(true);
    const position = { line: 0, character: 500 * open.length };
    expect(refusal(nested(501))).toMatchObject({ reason: "depth", position });
    expect(refusal(open.repeat(100_000))).toMatchObject({ reason: "depth", position });
  });

  it.each([
    ["9007199254740992", 0],
    ['{"a": [1, -9007199254740993]}', 10],
    ["1e400", 0],
    ["[-1E+309]", 1],
    ["9".repeat(400), 0],
  ])("refuses %s, which JSON readers would change", (text, character) => {
    expect(refusal(text)).toMatchObject({ reason: "number", position: { line: 0, character } });
  });

  it.each(["9007199254740991", "-9007199254740991", "-0", "0.1", "0.30000000000000004441", "1e308", "1e-400", "1e16"])(
    "takes %s as the nearest double",
    (text) => {
      expect(parseJsonText(text)).toEqual({ ok: true, value: Number(text) });
    },
  );

  it.each([
    ['{ "a": 1,\n  "a": 2 }', '"a" stands twice in one object, first at 1:3', { line: 1, character: 2 }],
    ['{"b":{"a":1,"\\u0061":2}}', '"a" stands twice in one object, first at 1:7', { line: 0, character: 12 }],
    ['{"__proto__":1,"__proto__":2}', '"__proto__" stands twice', { line: 0, character: 15 }],
    ['[{"a":[{}],"b":"a","a":0}]', '"a" stands twice', { line: 0, character: 19 }],
  ])("refuses the name that stands twice in %s, with both places", (text, message, position) => {
    const found = refusal(text);
    expect(found).toMatchObject({ reason: "name", position });
    expect(found.message).toContain(message);
  });

  it("takes one name in two objects, and as text", () => {
    expect(parseJsonText('{"a":{"a":"a"},"b":[{"a":1},{"a":1}]}').ok).toBe(true);
  });

  it("accepts one byte order mark, not two, and no NUL", () => {
    expect(parseJsonText("\uFEFF{}")).toEqual({ ok: true, value: {} });
    expect(refusal("\uFEFF\uFEFF{}")).toMatchObject({ reason: "text", position: { line: 0, character: 0 } });
    expect(refusal('{"a":\n"\0"}')).toMatchObject({ reason: "text", position: { line: 1, character: 1 } });
  });
});
