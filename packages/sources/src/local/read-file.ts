import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync, type Stats } from "node:fs";
import type { Document } from "@rototo/core/documents";
import { decodeDocument } from "../decode-document.js";

/** The content of a file and the state it was in when it was opened. */
export interface ReadFile {
  readonly document: Document;
  readonly stats: Stats;
}

/**
 * Reads a file as strict UTF-8 without its BOM. A file that cannot become text is
 * an unreadable document; a file that is gone, and a failing disk, throw.
 */
export function readFile(absolute: string): ReadFile {
  let descriptor: number;
  try {
    // Links are resolved before, so one here was swapped in. Not blocking: opening a pipe would wait for a writer.
    // Windows lacks both constants, and `|` takes what is missing for 0.
    descriptor = openSync(absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EACCES" || code === "EPERM")
      return { document: { unreadable: "denied" }, stats: lstatSync(absolute) };
    // A socket, or a device without a driver.
    if (code === "ENXIO" || code === "ENODEV") {
      return { document: { unreadable: "not-a-file" }, stats: lstatSync(absolute) };
    }
    throw error;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { document: { unreadable: "not-a-file" }, stats };
    return { document: decodeDocument(readContent(descriptor, stats)), stats };
  } finally {
    closeSync(descriptor);
  }
}

/** For files of the usual size, one after the other. */
const buffer = Buffer.allocUnsafe(64 * 1024);

/** What the file holds; it may stand in {@link buffer}, so until the next call. */
function readContent(descriptor: number, { size }: Stats): Buffer {
  if (size < buffer.length) {
    // One byte more than it should have: a file that says too little about itself, as those of /proc do, shows.
    const read = readSync(descriptor, buffer, 0, size + 1, 0);
    if (read === size) return buffer.subarray(0, size);
  }
  return readFileSync(descriptor);
}
