import { hash } from "node:crypto";
import { verifySnapshot } from "@rototo/core/snapshot";
import { probeByValidator } from "../http/probe-by-validator.js";
import type { SnapshotSource } from "../source.js";
import type { SourceAdapter } from "../source-adapter.js";
import type { SourceOptions } from "../source-options.js";
import { downloadSnapshot } from "./download-snapshot.js";
import { readSnapshotFile } from "./read-snapshot-file.js";
import { readableText } from "./readable-text.js";

/** A built snapshot, in a file of this machine or on a web server. */
export const snapshotAdapter: SourceAdapter<SnapshotSource> = {
  async load(source, options) {
    const { text, validator } = await readText(source, options);
    return {
      snapshot: await verifySnapshot(text, source.name, sha256),
      fingerprint: validator ?? fingerprintText(text),
      immutable: false,
      name: source.name,
    };
  },

  async probe(source, fingerprint, options) {
    try {
      if (!isLocal(source) && !fingerprint.startsWith("sha256:")) {
        return await probeByValidator(source, fingerprint, options);
      }
      const { text } = await readText(source, options);
      return fingerprintText(text) === fingerprint ? "unchanged" : "changed";
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return "unknown";
    }
  },
};

/** The text, not yet verified, and the fingerprint that a server gave it, if any. */
async function readText(
  source: SnapshotSource,
  options: SourceOptions,
): Promise<{ readonly text: string; readonly validator: string | undefined }> {
  options.signal?.throwIfAborted();
  const { content, validator } = isLocal(source)
    ? { content: readSnapshotFile(source), validator: undefined }
    : await downloadSnapshot(source, options);
  return { text: readableText(content, source.name), validator };
}

function isLocal({ url }: SnapshotSource): boolean {
  return url.startsWith("file:");
}

/** Of all of it: built anew from another commit, a snapshot of the same workspace says another fingerprint inside. */
function fingerprintText(text: string): string {
  return `sha256:${sha256(text)}`;
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
