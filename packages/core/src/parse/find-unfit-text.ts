import { LineIndex } from "../documents/line-index.js";
import type { Position } from "../documents/range.js";

/** The length of a document, in UTF-16 code units, beyond which it is not even parsed. */
export const LONGEST_DOCUMENT = 8 * 2 ** 20;

export interface UnfitText {
  readonly message: string;
  readonly position: Position;
}

/** Why a source text cannot be a document, of whatever kind; `undefined` when it can. */
export function findUnfitText(text: string): UnfitText | undefined {
  if (text.length > LONGEST_DOCUMENT) {
    return unfit(`longer than ${LONGEST_DOCUMENT} characters, the most that a file may have`, text, 0);
  }
  if (text.startsWith("\uFEFF")) return unfit("starts with more than one byte order mark", text, 0);
  const nul = text.indexOf("\0");
  return nul === -1 ? undefined : unfit("holds a NUL character", text, nul);
}

function unfit(message: string, text: string, offset: number): UnfitText {
  return { message, position: new LineIndex(text).position(offset) };
}
