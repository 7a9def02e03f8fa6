import { fingerprintDocuments } from "../fingerprint-documents.js";
import type { LocalSource } from "../source.js";
import type { SourceAdapter } from "../source-adapter.js";
import { readLocalDocuments } from "./read-local-documents.js";

/** A workspace in a directory of this machine. */
export const localAdapter: SourceAdapter<LocalSource> = {
  async load({ directory }, { signal }) {
    const documents = await readLocalDocuments(directory, signal);
    return {
      documents,
      fingerprint: fingerprintDocuments(documents),
      immutable: false,
      name: directory,
      root: directory,
    };
  },

  async probe({ directory }, fingerprint, { signal }) {
    try {
      const documents = await readLocalDocuments(directory, signal);
      return fingerprintDocuments(documents) === fingerprint ? "unchanged" : "changed";
    } catch (error) {
      if (signal?.aborted) throw error;
      return "unknown";
    }
  },
};
