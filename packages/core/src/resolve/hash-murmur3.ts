import { packUtf8 } from "./utf8.js";

/** A running MurmurHash3 x86 32-bit hash. */
export interface Murmur3 {
  readonly hash: number;
  /** The bytes of the block that is not full yet, first byte lowest. */
  readonly block: number;
  /** Bytes so far. */
  readonly length: number;
}

/** Seed 0, no bytes. */
export const MURMUR3_START: Murmur3 = { hash: 0, block: 0, length: 0 };

/** Continues a MurmurHash3 x86 32-bit hash (Austin Appleby's SMHasher) over the UTF-8 bytes of `text`. */
export function murmur3(start: Murmur3, text: string): Murmur3 {
  let { hash, block, length } = start;
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint > 0xffff) index++;
    let bytes = packUtf8(codePoint);
    do {
      block |= (bytes & 0xff) << ((length & 3) * 8);
      length++;
      if ((length & 3) === 0) {
        hash ^= scramble(block);
        hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
        block = 0;
      }
      bytes >>>= 8;
    } while (bytes !== 0);
  }
  return { hash, block, length };
}

/** The unsigned 32-bit hash of all bytes so far. */
export function murmur3Finish(state: Murmur3): number {
  let hash = state.hash ^ scramble(state.block) ^ state.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}
