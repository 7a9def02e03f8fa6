import { fingerprintDocuments } from "../fingerprint-documents.js";
import type { ArchiveSource } from "../source.js";
import type { SourceAdapter } from "../source-adapter.js";
import { loadArchive } from "./load-archive.js";
import { probeArchive } from "./probe-archive.js";

/** A workspace in a gzip-compressed tar archive on a web server. */
export const archiveAdapter: SourceAdapter<ArchiveSource> = {
  async load(source, options) {
    const { content: documents, validator } = await loadArchive(source, options);
    return {
      documents,
      fingerprint: validator ?? fingerprintDocuments(documents),
      immutable: false,
      name: source.name,
    };
  },

  async probe(source, fingerprint, options) {
    try {
      return await probeArchive(source, fingerprint, options);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return "unknown";
    }
  },
};
