import { fingerprintDocuments } from "../fingerprint-documents.js";
import type { ProbeResult } from "../loaded-source.js";
import type { ArchiveSource } from "../source.js";
import type { SourceOptions } from "../source-adapter.js";
import type { Deadline } from "./deadline.js";
import { conditionOf, httpFingerprint, namesSameVersion } from "./http-fingerprint.js";
import { loadArchive } from "./load-archive.js";
import { requestArchive, type ArchiveRequest } from "./request-archive.js";
import { runArchiveExchange } from "./run-archive-exchange.js";

/** What servers answer to a HEAD that they would answer to a GET; signed URLs, for one, are for one method only. */
const PERHAPS_NO_HEAD: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/**
 * Asks the server by the validator in `fingerprint`, with HEAD or, where that
 * says nothing, with a conditional GET whose body is not read. A version
 * without validator is known by its content only: then the archive is
 * downloaded and compared.
 *
 * @throws {RototoError} when the archive cannot be reached or read.
 */
export async function probeArchive(
  source: ArchiveSource,
  fingerprint: string,
  options: SourceOptions,
): Promise<ProbeResult> {
  if (fingerprint.startsWith("sha256:")) {
    const { documents } = await loadArchive(source, options);
    return fingerprintDocuments(documents) === fingerprint ? "unchanged" : "changed";
  }
  const condition = conditionOf(fingerprint);
  if (condition === undefined) return "unknown";
  return runArchiveExchange(source, options, async (request, deadline) => {
    const byHead = await ask("HEAD", request, condition, fingerprint, deadline);
    return byHead === "ask-again" ? askByGet(request, condition, fingerprint, deadline) : byHead;
  });
}

async function askByGet(
  request: ArchiveRequest,
  condition: Readonly<Record<string, string>>,
  fingerprint: string,
  deadline: Deadline,
): Promise<ProbeResult> {
  const answer = await ask("GET", request, condition, fingerprint, deadline);
  return answer === "ask-again" ? "unknown" : answer;
}

async function ask(
  method: "HEAD" | "GET",
  request: ArchiveRequest,
  condition: Readonly<Record<string, string>>,
  fingerprint: string,
  deadline: Deadline,
): Promise<ProbeResult | "ask-again"> {
  const { status, headers, body } = await requestArchive(request, method, condition, deadline);
  body.destroy();
  if (status === 304) return "unchanged";
  if (status !== 200) return PERHAPS_NO_HEAD.has(status) ? "ask-again" : "unknown";
  // Some servers know no conditions, but say which version they have.
  const now = httpFingerprint(headers);
  if (now === undefined) return method === "HEAD" ? "ask-again" : "changed";
  return namesSameVersion(now, fingerprint) ? "unchanged" : "changed";
}
