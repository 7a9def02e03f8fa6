import { conditionOf, namesSameVersion } from "@rototo/core/remote";
import type { ProbeResult } from "../loaded-source.js";
import type { SourceOptions } from "../source-options.js";
import type { Deadline } from "./deadline.js";
import { httpFingerprint } from "./http-fingerprint.js";
import type { HttpSource } from "./http-source.js";
import { runExchange } from "./run-exchange.js";
import { sendRequest, type HttpRequest } from "./send-request.js";

/** What servers answer to a HEAD that they would answer to a GET; signed URLs, for one, are for one method only. */
const PERHAPS_NO_HEAD: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/**
 * Asks the server by the validator in `fingerprint`, with HEAD or, where that
 * says nothing, with a conditional GET whose body is not read. A fingerprint
 * without validator is `unknown`.
 *
 * @throws {RototoError} when the file cannot be reached.
 */
export async function probeByValidator(
  source: HttpSource,
  fingerprint: string,
  options: SourceOptions,
): Promise<ProbeResult> {
  const condition = conditionOf(fingerprint);
  if (condition === undefined) return "unknown";
  return runExchange(source, options, async (request, deadline) => {
    const byHead = await ask("HEAD", request, condition, fingerprint, deadline);
    return byHead === "ask-again" ? askByGet(request, condition, fingerprint, deadline) : byHead;
  });
}

async function askByGet(
  request: HttpRequest,
  condition: Readonly<Record<string, string>>,
  fingerprint: string,
  deadline: Deadline,
): Promise<ProbeResult> {
  const answer = await ask("GET", request, condition, fingerprint, deadline);
  return answer === "ask-again" ? "unknown" : answer;
}

async function ask(
  method: "HEAD" | "GET",
  request: HttpRequest,
  condition: Readonly<Record<string, string>>,
  fingerprint: string,
  deadline: Deadline,
): Promise<ProbeResult | "ask-again"> {
  const { status, headers, body } = await sendRequest(request, method, condition, deadline);
  body.destroy();
  if (status === 304) return "unchanged";
  if (status !== 200) return PERHAPS_NO_HEAD.has(status) ? "ask-again" : "unknown";
  // Some servers know no conditions, but say which version they have.
  const now = httpFingerprint(headers);
  if (now === undefined) return method === "HEAD" ? "ask-again" : "changed";
  return namesSameVersion(now, fingerprint) ? "unchanged" : "changed";
}
