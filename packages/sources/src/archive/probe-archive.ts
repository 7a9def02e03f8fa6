import { fingerprintDocuments } from "../fingerprint-documents.js";
import { probeByValidator } from "../http/probe-by-validator.js";
import type { ProbeResult } from "../loaded-source.js";
import type { ArchiveSource } from "../source.js";
import type { SourceOptions } from "../source-options.js";
import { loadArchive } from "./load-archive.js";

/**
 * Asks the server by the validator in `fingerprint`. A version without validator
 * is known by its content only: then the archive is downloaded and compared.
 *
 * @throws {RototoError} when the archive cannot be reached or read.
 */
export async function probeArchive(
  source: ArchiveSource,
  fingerprint: string,
  options: SourceOptions,
): Promise<ProbeResult> {
  if (!fingerprint.startsWith("sha256:")) return probeByValidator(source, fingerprint, options);
  const { content } = await loadArchive(source, options);
  return fingerprintDocuments(content) === fingerprint ? "unchanged" : "changed";
}
