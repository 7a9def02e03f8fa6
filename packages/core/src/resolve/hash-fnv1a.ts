import { packUtf8 } from "./utf8.js";

/** A running 64-bit FNV-1a hash, as two unsigned 32-bit halves. */
export interface Fnv1a64 {
  readonly high: number;
  readonly low: number;
}

/** The offset basis: the hash of no bytes. */
export const FNV1A64_START: Fnv1a64 = { high: 0xcbf29ce4, low: 0x84222325 };

const TWO_TO_32 = 0x1_0000_0000;

/**
 * Continues an FNV-1a 64-bit hash over the UTF-8 bytes of `text`
 * (draft-eastlake-fnv). The prime is 2^40 + 0x1b3, so a step is two small exact
 * products and a shift, without BigInt.
 */
export function fnv1a64(start: Fnv1a64, text: string): Fnv1a64 {
  let { high, low } = start;
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint > 0xffff) index++;
    let bytes = packUtf8(codePoint);
    do {
      low = (low ^ (bytes & 0xff)) >>> 0;
      const product = low * 0x1b3;
      high = (high * 0x1b3 + Math.floor(product / TWO_TO_32) + low * 0x100) >>> 0;
      low = product >>> 0;
      bytes >>>= 8;
    } while (bytes !== 0);
  }
  return { high, low };
}

/** `hash` modulo a `divisor` of at most 2^20, exactly. */
export function fnv1a64Modulo(hash: Fnv1a64, divisor: number): number {
  return ((hash.high % divisor) * (TWO_TO_32 % divisor) + (hash.low % divisor)) % divisor;
}
