import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { murmur3 } from "./hash-murmur3.js";
import { positionOf } from "./bucketing.js";

/** The published algorithm, block by block over a buffer, as an independent oracle. */
function reference(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer(bytes.length + 4));
  bytes.forEach((byte, index) => padded.setUint8(index, byte));
  const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  const mixed = (offset: number) =>
    Math.imul(rotate(Math.imul(padded.getUint32(offset, true), 0xcc9e2d51), 15), 0x1b873593);
  const tail = bytes.length - (bytes.length % 4);
  let hash = 0;
  for (let offset = 0; offset < tail; offset += 4) hash = Math.imul(rotate(hash ^ mixed(offset), 13), 5) + 0xe6546b64;
  hash ^= mixed(tail) ^ bytes.length;
  for (const [shift, factor] of [
    [16, 0x85ebca6b],
    [13, 0xc2b2ae35],
    [16, 1],
  ] as const)
    hash = Math.imul(hash ^ (hash >>> shift), factor);
  return hash >>> 0;
}

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
    expect(murmur3(`${salt}:${String(attribute)}`)).toBe(expected);
    expect(positionOf(`${salt}:${String(attribute)}`)).toBe(position);
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
    expect(murmur3(text)).toBe(expected);
  });

  it("agrees with the algorithm as published on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(murmur3(text)).toBe(reference(text));
      }),
    );
  });

  it("reads lone surrogates as U+FFFD", () => {
    expect(murmur3("a\ud800b\udfff")).toBe(murmur3("a\ufffdb\ufffd"));
  });
});

describe("positions", () => {
  it("of whole thousandths are the doubles that the same percentages are written as", () => {
    const wrong = Array.from({ length: 100_001 }, (_, index) => index).filter((index) => {
      const written = `${Math.floor(index / 1000)}.${String(index % 1000).padStart(3, "0")}`;
      return Number(written) !== index / 1000;
    });
    expect(wrong).toEqual([]);
    expect(1.005 * 1000).not.toBe(1005);
  });
});
