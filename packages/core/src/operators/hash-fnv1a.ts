import { utf8Bytes } from "./utf8.js";

/**
 * The FNV-1a 64-bit hash of the UTF-8 bytes of `text` (draft-eastlake-fnv), as its
 * unsigned 32-bit halves, the high one first. The prime is 2^40 + 0x1b3, so a step is
 * two small exact products and a shift, without BigInt.
 */
export function fnv1a64(text: string): readonly [high: number, low: number] {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of utf8Bytes(text)) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + mixed * 0x100) >>> 0;
    low = product >>> 0;
  }
  return [high, low];
}
