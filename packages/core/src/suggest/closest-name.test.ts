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
    ["", ["a"], undefined],
    ["pr", ["prd", "pro"], undefined],
    ["prd", ["pr", "prod"], "pr"],
    ["ab-cd", ["ba-cd"], "ba-cd"],
    ["dev", ["prod"], undefined],
    ["stagin", ["stg"], undefined],
    ["abcdef", ["abxyef", "abxyzf"], "abxyef"],
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

  it("compares a bounded number of characters, however many and long the candidates are", () => {
    const name = "a".repeat(128);
    let asked = 0;
    function* candidates(): Generator<string> {
      for (; asked < 1_000_000; asked += 1) yield "a".repeat(100) + String(asked).padStart(28, "b");
    }
    const budget = { left: 200_000 };
    closestName(name, candidates(), budget);
    expect(asked).toBeLessThan(2_000);
    // What one row of the comparison may go beyond it.
    expect(budget.left).toBeGreaterThan(-200);
    expect(closestName("prdo", ["prod"], budget)).toBeUndefined();
  });

  it("spends little where lengths or first characters already tell", () => {
    const budget = { left: 1_000_000 };
    const candidates = Array.from({ length: 1_000 }, (_, index) => `z${"y".repeat(60)}${index}`);
    closestName("abc", candidates, budget);
    expect(budget.left).toBe(1_000_000 - candidates.length);
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
