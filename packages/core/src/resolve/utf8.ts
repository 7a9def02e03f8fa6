/**
 * The UTF-8 bytes of one code point, packed with the first byte lowest. Only
 * U+0000 packs to 0, so a reader takes the low byte, shifts by 8 and stops at 0.
 * A lone surrogate has no UTF-8 form and becomes U+FFFD, as in `TextEncoder`,
 * which a host of this module need not have.
 */
export function packUtf8(codePoint: number): number {
  if (codePoint < 0x80) return codePoint;
  if (codePoint < 0x800) return 0xc0 | (codePoint >> 6) | (continuation(codePoint) << 8);
  if (codePoint >= 0xd800 && codePoint < 0xe000) return packUtf8(0xfffd);
  if (codePoint < 0x10000) {
    return 0xe0 | (codePoint >> 12) | (continuation(codePoint >> 6) << 8) | (continuation(codePoint) << 16);
  }
  return (
    0xf0 |
    (codePoint >> 18) |
    (continuation(codePoint >> 12) << 8) |
    (continuation(codePoint >> 6) << 16) |
    (continuation(codePoint) << 24)
  );
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
