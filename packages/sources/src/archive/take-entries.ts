import type { Extract } from "tar-stream";
import type { ArchiveContents } from "./archive-contents.js";

/**
 * Puts the entries of a tar archive before `contents` as they arrive, one at a
 * time, and reads those that it asks for.
 *
 * @throws {SourceFailure} what `contents` refuses; what `tar` fails with, as it is.
 */
export async function takeEntries(tar: Extract, contents: ArchiveContents): Promise<void> {
  for await (const entry of tar) {
    const size = contents.enter(entry.header);
    if (size === undefined) entry.resume();
    else contents.content(await readEntry(entry, size));
  }
}

async function readEntry(entry: AsyncIterable<unknown>, size: number): Promise<Buffer> {
  // Not touched before something comes to fill it, so that a size alone takes no memory.
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of entry as AsyncIterable<Buffer>) filled += chunk.copy(bytes, filled);
  return bytes.subarray(0, filled);
}
