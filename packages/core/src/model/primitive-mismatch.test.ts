import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json/json-value.js";
import { primitiveMismatch } from "./primitive-mismatch.js";
import { PRIMITIVE_TYPES } from "../grammar/primitive-type.js";

const anyJson = fc.jsonValue() as fc.Arbitrary<JsonValue>;

describe("primitiveMismatch", () => {
  it.each([
    ["bool", true],
    ["int", -3],
    ["number", 3],
    ["number", 0.5],
    ["string", ""],
    ["list", []],
  ] as const)("accepts as %s: %j", (type, value) => {
    expect(primitiveMismatch(type, value, false)).toBeUndefined();
  });

  it("tells a float without a fraction from an int", () => {
    expect(primitiveMismatch("int", 3, true)).toBe("must be an int, found float 3.0");
    expect(primitiveMismatch("number", 3, true)).toBeUndefined();
  });

  it("coerces nothing", () => {
    expect(primitiveMismatch("int", "3", false)).toBe('must be an int, found string "3"');
    expect(primitiveMismatch("string", 3, false)).toBe("must be a string, found int 3");
    expect(primitiveMismatch("bool", 0, false)).toBe("must be a bool, found int 0");
    expect(primitiveMismatch("int", 2.5, false)).toBe("must be an int, found number 2.5");
  });

  it("cuts long text", () => {
    expect(primitiveMismatch("int", "x".repeat(10_000), false)?.length).toBeLessThan(100);
  });

  it("never takes an object or null for a primitive value", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRIMITIVE_TYPES), fc.dictionary(fc.string(), anyJson), (type, value) => {
        expect(primitiveMismatch(type, value, false)).toMatch(/found object$/);
        expect(primitiveMismatch(type, null, false)).toMatch(/found null$/);
      }),
    );
  });
});
