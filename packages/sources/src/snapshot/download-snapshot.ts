import type { Document } from "@rototo/core/documents";
import { decodeDocument } from "../decode-document.js";
import { download, type Download, type DownloadedBody } from "../http/download.js";
import { downloadTooLarge } from "../http/download-too-large.js";
import type { SnapshotSource } from "../source.js";
import type { SourceOptions } from "../source-options.js";
import type { SourceLimits } from "../source-limits.js";

/** Downloads a snapshot's content, not yet judged. @throws {RototoError} */
export function downloadSnapshot(source: SnapshotSource, options: SourceOptions): Promise<Download<Document>> {
  return download(source, options, readWithin);
}

async function readWithin({ content }: DownloadedBody, limits: SourceLimits): Promise<Document> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.downloadBytes) throw downloadTooLarge("snapshot", limits);
    chunks.push(chunk);
  }
  return decodeDocument(Buffer.concat(chunks));
}
