import { LineIndex } from "../documents/line-index.js";
import type { Position } from "../documents/range.js";

/** The length of a document, in UTF-16 code units, beyond which it is not even parsed. */
export const LONGEST_DOCUMENT = 8 * 2 ** 20;

/** The file that Git LFS keeps in place of one whose content was not fetched. */
const LFS_POINTER = "version https://git-lfs.github.com/spec/v";

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
  if (nul !== -1) return unfit("holds a NUL character", text, nul);
  if (text.startsWith(LFS_POINTER)) {
    return unfit("is a pointer of Git LFS, not the file itself: keep files of a workspace out of LFS", text, 0);
  }
  const conflict = findConflict(text);
  return conflict === undefined ? undefined : unfit("holds markers of a merge that is not finished", text, conflict);
}

/** Where a conflict begins that git left in the file; all three of its markers must be there, each at the start of a line. */
function findConflict(text: string): number | undefined {
  const start = text.startsWith("<<<<<<< ") ? 0 : text.indexOf("\n<<<<<<< ") + 1;
  if (start === 0 && !text.startsWith("<<<<<<< ")) return undefined;
  const middle = text.indexOf("\n=======", start);
  return middle !== -1 && text.includes("\n>>>>>>> ", middle) ? start : undefined;
}

function unfit(message: string, text: string, offset: number): UnfitText {
  return { message, position: new LineIndex(text).position(offset) };
}
