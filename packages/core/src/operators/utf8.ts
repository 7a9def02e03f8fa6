/**
 * The UTF-8 bytes of `text`. A lone surrogate has no UTF-8 form and becomes U+FFFD, as
 * in `TextEncoder`, which a host of this module need not have.
 */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let codePoint = character.codePointAt(0) as number;
    if (codePoint >> 11 === 0x1b) codePoint = 0xfffd;
    let continuations = codePoint < 0x80 ? 0 : codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    const lead = continuations === 0 ? 0 : (0x7f80 >> continuations) & 0xff;
    bytes.push(lead | (codePoint >> (6 * continuations)));
    while (continuations-- > 0) bytes.push(0x80 | ((codePoint >> (6 * continuations)) & 0x3f));
  }
  return bytes;
}
