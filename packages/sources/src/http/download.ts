import type { Readable } from "node:stream";
import type { SourceOptions } from "../source-options.js";
import type { SourceLimits } from "../source-limits.js";
import { contentCodings, decodeContent } from "./decode-content.js";
import { downloadTooLarge } from "./download-too-large.js";
import { firstValue } from "./first-value.js";
import { httpFingerprint } from "./http-fingerprint.js";
import type { HttpSource } from "./http-source.js";
import { responseFailure } from "./response-failure.js";
import { runExchange } from "./run-exchange.js";
import { sendRequest } from "./send-request.js";

/** What was read, and the fingerprint that the server gave it, if any. */
export interface Download<Content> {
  readonly content: Content;
  readonly validator: string | undefined;
}

/** What comes of a file, without what `Content-Encoding` says was done to it. */
export interface DownloadedBody {
  readonly content: Readable;
  /** True when something was done to it: then it was decoded, perhaps from what the file itself is. */
  readonly wasEncoded: boolean;
}

/**
 * Downloads the file of `source` and has it read while it comes. What a server
 * says of its length is checked here; `read` counts what it really is.
 *
 * @throws {RototoError}
 */
export function download<Content>(
  source: HttpSource,
  options: SourceOptions,
  read: (body: DownloadedBody, limits: SourceLimits, signal: AbortSignal) => Promise<Content>,
): Promise<Download<Content>> {
  return runExchange(source, options, async (request, deadline) => {
    options.onProgress?.(`downloading ${source.name}`);
    const { status, headers, body, credential } = await sendRequest(request, "GET", {}, deadline);
    try {
      if (status !== 200) throw responseFailure(source.kind, status, credential);
      const { limits } = request;
      if (Number(firstValue(headers["content-length"]) ?? 0) > limits.downloadBytes) {
        throw downloadTooLarge(source.kind, limits);
      }
      const codings = contentCodings(firstValue(headers["content-encoding"]));
      const content = decodeContent(body, codings, (chunks) => countDownload(chunks, source.kind, limits));
      return {
        content: await read({ content, wasEncoded: codings.length > 0 }, limits, deadline.signal),
        validator: httpFingerprint(headers),
      };
    } finally {
      body.destroy();
    }
  });
}

async function* countDownload(
  chunks: AsyncIterable<Buffer>,
  kind: HttpSource["kind"],
  limits: SourceLimits,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.downloadBytes) throw downloadTooLarge(kind, limits);
    yield chunk;
  }
}
