import fc from "fast-check";
import oracle from "semver";
import { describe, expect, it } from "vitest";
import { parseSemanticVersion } from "./semver.js";

function compare(left: string, right: string): number {
  const [first, second] = [parseSemanticVersion(left), parseSemanticVersion(right)];
  if (first === undefined || second === undefined) throw new Error(`not versions: ${left}, ${right}`);
  return first < second ? -1 : first > second ? 1 : 0;
}

const number = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 31 })).map(String);
const identifier = fc.oneof(
  number,
  fc.string({ unit: fc.constantFrom("0", "1", "2", "9", "a", "b", "A", "B", "-"), minLength: 1, maxLength: 5 }),
);
const tail = fc.array(identifier, { maxLength: 3 }).map((parts) => parts.join("."));
/** Mostly versions, with leading zeros and other faults among them. */
const versionLike = fc
  .tuple(fc.array(number, { minLength: 2, maxLength: 4 }), tail, tail)
  .map(([core, pre, build]) => core.join(".") + (pre && "-" + pre) + (build && "+" + build));

describe("SemVer 2.0.0", () => {
  it("accepts what the semver package accepts strictly, and orders as it does", () => {
    fc.assert(
      fc.property(versionLike, versionLike, (left, right) => {
        const [first, second] = [oracle.parse(left), oracle.parse(right)];
        expect(parseSemanticVersion(left) !== undefined).toBe(first !== null);
        if (first !== null && second !== null) expect(compare(left, right)).toBe(first.compare(second));
      }),
      { numRuns: 2000 },
    );
  });

  it("orders as the specification's own example", () => {
    const ordered = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
    ];
    for (const [index, version] of ordered.entries()) {
      for (const [other, later] of ordered.entries()) expect(compare(version, later)).toBe(Math.sign(index - other));
    }
  });

  it("keeps numbers of any size exact", () => {
    expect(compare("9007199254740993.0.0", "9007199254740992.0.0")).toBe(1);
    expect(compare("1.0.0-99999999999999999999999", "1.0.0-100000000000000000000000")).toBe(-1);
  });

  it.each([
    "",
    "1",
    "1.2",
    "v1.2.3",
    "=1.2.3",
    " 1.2.3",
    "1.2.3 ",
    "1.2.3\n",
    "01.2.3",
    "1.2.3-01",
    "1.2.3-",
    "1.2.3-a..b",
    "1.2.3+",
    "1.2.3+a+b",
    "1.2.3+a..b",
    "1.2.3-é",
    "-1.2.3",
    "1.2.3.4",
    "1.2.x",
  ])("refuses %j", (text) => {
    expect(parseSemanticVersion(text)).toBeUndefined();
  });

  it("ignores build metadata", () => {
    expect(compare("1.2.3+a", "1.2.3+b.001")).toBe(0);
  });

  it("answers at once for a hostile length", () => {
    expect(parseSemanticVersion("1.2.3-" + "0".repeat(1_000_000))).toBeUndefined();
    expect(parseSemanticVersion("1.2.3-" + "a-".repeat(500_000) + "!")).toBeUndefined();
  });
});
