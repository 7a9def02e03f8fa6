import type { Documents } from "@rototo/core/documents";
import { download, type Download } from "../http/download.js";
import { selectDocuments } from "../select-documents.js";
import type { ArchiveSource } from "../source.js";
import type { SourceOptions } from "../source-options.js";
import { readArchive } from "./read-archive.js";

/** Downloads the archive and reads the workspace in it. @throws {RototoError} */
export function loadArchive(source: ArchiveSource, options: SourceOptions): Promise<Download<Documents>> {
  const selection = selectDocuments(options.tests);
  return download(source, options, (body, limits, signal) =>
    readArchive(body, source.subdirectory, limits, selection, signal),
  );
}
