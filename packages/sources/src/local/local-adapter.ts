import { fingerprintDocuments } from "../fingerprint-documents.js";
import type { LocalSource } from "../source.js";
import type { SourceAdapter } from "../source-adapter.js";
import { readLocalDocuments } from "./read-local-documents.js";

/** A workspace in a directory of this machine. */
export const localAdapter: SourceAdapter<LocalSource> = {
  async load({ directory }, options) {
    const documents = await readLocalDocuments(directory, options);
    return {
      documents,
      fingerprint: fingerprintDocuments(documents),
      immutable: false,
      name: directory,
      root: directory,
    };
  },

  async probe({ directory }, fingerprint, options) {
    try {
      const documents = await readLocalDocuments(directory, options);
      return fingerprintDocuments(documents) === fingerprint ? "unchanged" : "changed";
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return "unknown";
    }
  },
};
