import type { Dispatcher } from "undici";
import type { ArchiveSource } from "../source.js";
import type { SourceOptions } from "../source-adapter.js";
import { DEFAULT_SOURCE_LIMITS } from "../source-limits.js";
import { ArchiveFailure } from "./archive-failure.js";
import { connectionFailure, hasTimedOut } from "./connection-failure.js";
import { Deadline } from "./deadline.js";
import { openDispatcher } from "./open-dispatcher.js";
import type { ArchiveRequest } from "./request-archive.js";
import { trustedCertificates } from "./trusted-certificates.js";

/**
 * Runs `exchange` under the limits and the caller's signal, and turns whatever
 * goes wrong outside of this program into an error that names the source.
 *
 * @throws {RototoError} or, once the caller aborted, the signal's reason.
 */
export async function runArchiveExchange<Result>(
  source: ArchiveSource,
  options: SourceOptions,
  exchange: (request: ArchiveRequest, deadline: Deadline) => Promise<Result>,
): Promise<Result> {
  const limits = { ...DEFAULT_SOURCE_LIMITS, ...options.limits };
  const { token, certificateAuthorities } = options;
  const deadline = new Deadline(options.signal);
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = await openDispatcher({
      secureContext: trustedCertificates(certificateAuthorities),
      timeoutMs: limits.httpTimeoutMs,
      signal: deadline.signal,
    });
    return await exchange({ url: source.url, token, dispatcher, limits }, deadline);
  } catch (error) {
    if (deadline.expired || hasTimedOut(error)) throw timedOut(limits.httpTimeoutMs).toRototoError(source.name);
    options.signal?.throwIfAborted();
    const failure = error instanceof ArchiveFailure ? error : connectionFailure(error);
    throw failure?.toRototoError(source.name) ?? error;
  } finally {
    deadline.dispose();
    await dispatcher?.destroy();
  }
}

function timedOut(milliseconds: number): ArchiveFailure {
  return new ArchiveFailure(
    "source-timeout",
    `the server did not answer in full within ${milliseconds / 1000} s`,
    "try again, or raise httpTimeoutMs",
    { details: { limit: "httpTimeoutMs", allowed: milliseconds } },
  );
}
