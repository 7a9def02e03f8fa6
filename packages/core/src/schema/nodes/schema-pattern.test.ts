import { describe, expect, test } from "vitest";
import { ajvEngine } from "../ajv/index.js";
import { interpreterEngine } from "../interpreter/index.js";
import { characterCount, isLongerThan, LONGEST_SEARCHED, patternWithin, schemaPattern } from "./schema-pattern.js";
import { checkedFirst } from "../testing/checked-first.js";
import { precompiledFromText } from "../testing/precompiled-from-text.js";

describe("a pattern of a schema", () => {
  test("matches anywhere in a text, by code points", () => {
    expect(schemaPattern("b.$")("ab😀")).toBe("match");
    expect(schemaPattern("^.$")("😀😀")).toBe("mismatch");
  });

  test("is not asked about more than it can search in bounded time", () => {
    expect(schemaPattern("^a*$")("a".repeat(LONGEST_SEARCHED))).toBe("match");
    expect(schemaPattern("^a*$")("a".repeat(LONGEST_SEARCHED + 1))).toBe("too-long");
  });

  test("is not asked about a text that breaks maxLength", () => {
    expect(patternWithin(3, schemaPattern("^b"))("aaaa")).toBe("match");
    expect(patternWithin(3, schemaPattern("^b"))("aaa")).toBe("mismatch");
    expect(patternWithin(3, schemaPattern("^b"))("😀😀😀")).toBe("mismatch");
  });
});

test("characters are code points, and half a surrogate is one", () => {
  expect(["", "a", "😀", "\ud83d", "\ude00\ud83d", "a😀b"].map(characterCount)).toEqual([0, 1, 1, 1, 2, 3]);
  expect(isLongerThan("😀😀", 2)).toBe(false);
  expect(isLongerThan("😀😀a", 2)).toBe(true);
});

describe.each([
  ["ajv", ajvEngine],
  ["interpreter", checkedFirst(interpreterEngine)],
  ["precompiled", precompiledFromText],
])("the %s engine", (_, engine) => {
  test("says what to do about a text that is too long for a pattern", () => {
    const compilation = engine.compile(
      "a.json",
      new Map([["a.json", { pattern: "^(?!-)[^\\s@]+@[^\\s@]+\\.[^\\s@]+$" }]]),
    );
    const text = "a".repeat(100_000);
    expect(compilation.ok && compilation.validator.matches(text)).toBe(false);
    expect(compilation.ok && compilation.validator.violations(text)).toEqual([
      { pointer: "", keyword: "pattern", message: "is too long for this pattern: declare `maxLength`" },
    ]);
  });

  test("says of a text that breaks maxLength only that", () => {
    const compilation = engine.compile("a.json", new Map([["a.json", { pattern: "^b$", maxLength: 254 }]]));
    const found = compilation.ok ? compilation.validator.violations("a".repeat(100_000)) : [];
    expect(found.map(({ keyword }) => keyword)).toEqual(["maxLength"]);
  });

  test("refuses a name that is too long for a pattern, and says so", () => {
    const schema = { patternProperties: { "^(?!a)b": {} } };
    const compilation = engine.compile("a.json", new Map([["a.json", schema]]));
    const value = { ["a".repeat(LONGEST_SEARCHED + 1)]: 1 };
    expect(compilation.ok && compilation.validator.matches(value)).toBe(false);
    expect(compilation.ok && compilation.validator.violations(value)).toMatchObject([
      {
        pointer: "",
        keyword: "patternProperties",
        message: expect.stringContaining("too long for a pattern") as string,
      },
    ]);
    expect(compilation.ok && compilation.validator.matches({ ["a".repeat(LONGEST_SEARCHED)]: 1 })).toBe(true);
  });
});
