import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Documents } from "@rototo/core/documents";
import type { DocumentSelection } from "../select-documents.js";
import type { SourceLimits } from "../source-limits.js";
import { ArchiveContents, PACK_LESS } from "./archive-contents.js";
import { downloadTooLarge } from "../http/download-too-large.js";
import type { DownloadedBody } from "../http/download.js";
import { tooLarge } from "../over-limit.js";
import { damagedArchive, foreignContent } from "./damaged-archive.js";
import { GunzipWhereNeeded, isGzip } from "./gunzip-where-needed.js";
import { takeEntries } from "./take-entries.js";

/** Headers, padding and extended headers around each entry, in bytes; generous. */
const OVERHEAD_PER_ENTRY = 4096;

/** Zeros behind the end mark fill the last record of a tape; some writers use large ones. In bytes. */
const OVERHEAD_AT_END = 1024 * 1024;

const TAR_BLOCK = 512;

/** Fewer turns of the event loop than with the default; larger ones gain nothing. In bytes. */
const OUTPUT_CHUNK = 256 * 1024;

/**
 * Reads a gzip-compressed tar as it arrives, counts on both sides of the
 * decompression, and stops at the first byte beyond a limit. Only documents of
 * the workspace stay in memory; nothing is written anywhere.
 *
 * @param subdirectory Of the workspace in the archive; `undefined` for where the manifest is.
 * @param body Where a server said that it compressed the file, it may have meant that the file is compressed: then
 *   what comes is a tar already.
 * @throws {SourceFailure} `source-unsafe`, `source-too-large`, `workspace-not-found`; what `body` fails with, as it is.
 */
export async function readArchive(
  { content, wasEncoded }: DownloadedBody,
  subdirectory: string | undefined,
  limits: SourceLimits,
  selection: DocumentSelection,
  signal: AbortSignal,
): Promise<Documents> {
  const contents = new ArchiveContents(limits, subdirectory, selection);
  // Not before it is needed: a workspace on disk should not wait for a tar reader.
  // And as the default, the only export that a bundled CommonJS module has.
  const { extract } = (await import("tar-stream")).default;
  // The oldest format has no mark to know it by. Its types leave the option out.
  const tar = extract({ allowUnknownFormat: true } as Parameters<typeof extract>[0]);
  let tail = Buffer.alloc(0);
  const mostExpanded = limits.extractedBytes + limits.entries * OVERHEAD_PER_ENTRY + OVERHEAD_AT_END;

  async function* countDownload(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      if (bytes === 0 && !wasEncoded) refuseOtherFormats(chunk);
      bytes += chunk.length;
      if (bytes > (wasEncoded ? mostExpanded : limits.downloadBytes)) {
        throw downloadTooLarge("archive", limits);
      }
      yield chunk;
    }
    if (bytes === 0) throw foreignContent("the answer is empty");
  }

  async function* countExpanded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostExpanded) {
        throw tooLarge("the archive extracts to more than", "extractedBytes", limits, PACK_LESS);
      }
      tail = Buffer.concat([tail, chunk.subarray(-TAR_BLOCK)]).subarray(-TAR_BLOCK);
      yield chunk;
    }
  }

  const gunzip = wasEncoded ? new GunzipWhereNeeded() : createGunzip({ chunkSize: OUTPUT_CHUNK });
  const [taken, fed] = await Promise.allSettled([
    takeEntries(tar, contents),
    pipeline(content, countDownload, gunzip, countExpanded, tar, { signal }),
  ]);
  // The reason itself: an entry that is refused ends the pipeline as well, with a word about an early end only.
  for (const { reason } of [taken, fed].filter((result) => result.status === "rejected")) throw explain(reason);
  if (tail.length === 0) throw damagedArchive("the archive is empty");
  // A tar that was cut between two entries looks whole to tar-stream.
  if (tail.some((byte) => byte !== 0)) throw damagedArchive("the tar archive ends too early");
  return contents.documents();
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (isGzipError(error)) return damagedArchive("its gzip data is damaged or ends too early", error);
  // Tar-stream's errors have no codes.
  if (error.message === "Unexpected end of data") return damagedArchive("the tar archive ends too early", error);
  if (error.message === "Header exceeds max size") {
    return damagedArchive("an extended header of the tar archive is far too long", error);
  }
  if (/^Invalid (?:tar )?header/.test(error.message)) {
    return damagedArchive("its content is not a tar archive, or a damaged one", error);
  }
  return error;
}

/** Zlib's own codes: `Z_DATA_ERROR`, `Z_BUF_ERROR` and so on. */
function isGzipError(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}

/** A word about the usual mistakes, which zlib would all call an incorrect header. */
function refuseOtherFormats(start: Buffer): void {
  if (isGzip(start)) return;
  const text = start.toString("latin1", 0, 64).trimStart();
  if (text.startsWith("<")) throw foreignContent("the answer is a web page, not a gzip-compressed tar archive");
  if (text.startsWith("PK")) throw foreignContent("the answer is a zip file, not a gzip-compressed tar archive");
  throw foreignContent("the answer is not gzip-compressed");
}
