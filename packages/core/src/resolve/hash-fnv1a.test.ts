import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkBucket } from "./bucket.js";
import { FNV1A64_START, fnv1a64, fnv1a64Modulo } from "./hash-fnv1a.js";

/** The textbook definition with BigInt and TextEncoder, as an independent oracle. */
function reference(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}

describe("FNV-1a 64", () => {
  it.each([
    ["search-v2-v1", "user-1", 3833],
    ["search-v2-v1", "user-2", 9200],
    ["search-v2-v1", 42, 7186],
    ["search-v2-v1", true, 3936],
    ["checkout-2026", "acct_00000001", 7479],
    ["checkout-2026", "Zoë", 701],
    ["checkout-2026", "😀", 1849],
    ["checkout-2026", 12.5, 9962],
    ["checkout-2026", -7, 7812],
    ["", "", 8189],
  ])("puts %j : %j into bucket %i", (salt, attribute, bucket) => {
    expect(linkBucket(salt)(attribute)).toBe(bucket);
  });

  it("agrees with the definition on any text, lone surrogates included, however it is cut in two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), fc.boolean(), (salt, text, lone) => {
        const whole = text + (lone ? "\ud83d" : "");
        const { high, low } = fnv1a64(fnv1a64(FNV1A64_START, salt), whole);
        expect((BigInt(high) << 32n) | BigInt(low)).toBe(reference(salt + whole));
        expect(BigInt(fnv1a64Modulo({ high, low }, 10_000))).toBe(reference(salt + whole) % 10_000n);
      }),
    );
  });

  it("has no bucket for null, lists and objects", () => {
    expect([null, [], {}].map((attribute) => linkBucket("s")(attribute))).toEqual([undefined, undefined, undefined]);
  });
});
