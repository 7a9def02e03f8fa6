import { utf8Bytes } from "./utf8.js";

/** The unsigned MurmurHash3 x86 32-bit hash (Austin Appleby's SMHasher), seed 0, of the UTF-8 bytes of `text`. */
export function murmur3(text: string): number {
  let hash = 0;
  // The bytes of the block that is not full yet, first byte lowest.
  let block = 0;
  let length = 0;
  for (const byte of utf8Bytes(text)) {
    block |= byte << (8 * (length++ & 3));
    if ((length & 3) === 0) {
      hash ^= scramble(block);
      hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
      block = 0;
    }
  }
  hash ^= scramble(block) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}
