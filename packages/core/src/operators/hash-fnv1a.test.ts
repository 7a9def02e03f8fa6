import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf } from "./bucketing.js";
import { fnv1a64 } from "./hash-fnv1a.js";

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
    expect(bucketOf(`${salt}:${String(attribute)}`)).toBe(bucket);
  });

  it("agrees with the definition on any text, lone surrogates included", () => {
    const surrogate = fc.constantFrom("\ud800", "\ud83d", "\udbff", "\udc00", "\udfff");
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), surrogate)), (parts) => {
        const text = parts.join("");
        const [high, low] = fnv1a64(text);
        expect((BigInt(high) << 32n) | BigInt(low)).toBe(reference(text));
        expect(BigInt(bucketOf(text))).toBe(reference(text) % 10_000n);
      }),
    );
  });
});
