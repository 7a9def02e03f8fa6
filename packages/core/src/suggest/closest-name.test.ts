import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestName } from "./closest-name.js";

describe("closestName", () => {
  it.each([
    ["prd", ["dev", "stage", "prod"], "prod"],
    ["porduction", ["staging", "production"], "production"],
    ["PROD", ["dev", "prod"], "prod"],
    ["enterprise-account", ["enterprise-accounts", "beta-accounts"], "enterprise-accounts"],
    ["limist", ["limits", "limit"], "limits"],
    ["x", ["dev", "prod"], undefined],
    ["checkout", ["search", "billing"], undefined],
    ["", ["a"], "a"],
    ["abc", [], undefined],
  ])("finds what %j was meant to be among %j: %j", (name, candidates, expected) => {
    expect(closestName(name, candidates)).toBe(expected);
  });

  it("swapped neighbours are nearer than two replacements", () => {
    expect(closestName("abcd", ["axyd", "abdc"])).toBe("abdc");
  });

  it("never suggests the name itself, and the first wins a tie", () => {
    expect(closestName("prod", ["prod"])).toBeUndefined();
    expect(closestName("prod", ["prox", "pro"])).toBe("prox");
  });

  it("does not compare absurdly long names", () => {
    expect(closestName("a".repeat(1_000_000), ["a".repeat(1_000_000 - 1)])).toBeUndefined();
  });

  it("finds every name after one edit", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "e", "-", "."), minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(name, fc.nat(), (original, seed) => {
        const index = seed % original.length;
        const edited = original.slice(0, index) + "Z" + original.slice(index + 1);
        expect(closestName(edited, [original])).toBe(original);
      }),
    );
  });
});
