import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MURMUR3_START, murmur3, murmur3Finish } from "./hash-murmur3.js";
import { linkRollout, thousandths } from "./rollout.js";

const hash = (text: string) => murmur3Finish(murmur3(MURMUR3_START, text));

describe("MurmurHash3 x86 32", () => {
  it.each([
    ["new-checkout", "user-1", 2230340631, 51.929],
    ["new-checkout", "user-2", 992310789, 23.104],
    ["new-checkout", 42, 4094389673, 95.329],
    ["new-checkout", true, 1347581423, 31.375],
    ["new-checkout", "Zoë", 4085546890, 95.124],
    ["new-checkout", "😀", 790376126, 18.402],
    ["", "", 723937430, 16.855],
  ])("hashes %j : %j to %i, at %d percent", (salt, attribute, expected, position) => {
    expect(hash(`${salt}:${String(attribute)}`)).toBe(expected);
    expect((linkRollout(salt)(attribute) ?? NaN) / 1000).toBe(position);
  });

  // What other implementations give for seed 0.
  it.each([
    ["", 0],
    ["a", 0x3c2569b2],
    ["abc", 0xb3dd93fa],
    ["test", 0xba6bd213],
    ["Hello, world!", 0xc0363e43],
    ["The quick brown fox jumps over the lazy dog", 0x2e4ff723],
  ])("hashes %j as others do", (text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  it("gives the same however the text is cut in two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (left, right) => {
        expect(murmur3Finish(murmur3(murmur3(MURMUR3_START, left), right))).toBe(hash(left + right));
      }),
    );
  });

  it("reads lone surrogates as U+FFFD", () => {
    expect(hash("a\ud800b\udfff")).toBe(hash("a\ufffdb\ufffd"));
  });
});

describe("percentages", () => {
  it("of three decimals are whole thousandths, whatever their doubles are", () => {
    const wrong = Array.from({ length: 100_001 }, (_, index) => index).filter(
      (index) => thousandths(index / 1000) !== index,
    );
    expect(wrong).toEqual([]);
    expect(1.005 * 1000).not.toBe(1005);
  });
});
