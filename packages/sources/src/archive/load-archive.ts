import type { Documents } from "@rototo/core";
import type { ArchiveSource } from "../source.js";
import type { SourceOptions } from "../source-adapter.js";
import { tooLarge } from "./archive-too-large.js";
import { firstValue } from "./first-value.js";
import { httpFingerprint } from "./http-fingerprint.js";
import { readArchive } from "./read-archive.js";
import { requestArchive } from "./request-archive.js";
import { responseFailure } from "./response-failure.js";
import { runArchiveExchange } from "./run-archive-exchange.js";

/** The documents of an archive, and the fingerprint that its server gave it, if any. */
export interface LoadedArchive {
  readonly documents: Documents;
  readonly validator: string | undefined;
}

/** Downloads the archive and reads the workspace in it. @throws {RototoError} */
export function loadArchive(source: ArchiveSource, options: SourceOptions): Promise<LoadedArchive> {
  return runArchiveExchange(source, options, async (request, deadline) => {
    options.onProgress?.(`downloading ${source.name}`);
    const { status, headers, body, credential } = await requestArchive(request, "GET", {}, deadline);
    try {
      if (status !== 200) throw responseFailure(status, credential);
      const { downloadBytes } = request.limits;
      if (Number(firstValue(headers["content-length"]) ?? 0) > downloadBytes) {
        throw tooLarge("the archive to download is larger than", "downloadBytes", downloadBytes);
      }
      const documents = await readArchive(body, source.subdirectory, request.limits, deadline.signal);
      return { documents, validator: httpFingerprint(headers) };
    } finally {
      body.destroy();
    }
  });
}
