import type { Dispatcher } from "undici";
import type { SourceOptions } from "../source-options.js";
import { DEFAULT_SOURCE_LIMITS } from "../source-limits.js";
import { tookTooLong } from "../over-limit.js";
import { SourceFailure } from "../source-failure.js";
import { connectionFailure, hasTimedOut } from "./connection-failure.js";
import { Deadline } from "./deadline.js";
import type { HttpSource } from "./http-source.js";
import { openDispatcher } from "./open-dispatcher.js";
import type { HttpRequest } from "./send-request.js";
import { trustedCertificates } from "./trusted-certificates.js";

/**
 * Runs `exchange` under the limits and the caller's signal, and turns whatever
 * goes wrong outside of this program into an error that names the source.
 *
 * @throws {RototoError} or, once the caller aborted, the signal's reason.
 */
export async function runExchange<Result>(
  source: HttpSource,
  options: SourceOptions,
  exchange: (request: HttpRequest, deadline: Deadline) => Promise<Result>,
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
    if (deadline.expired || hasTimedOut(error)) {
      throw tookTooLong("the server did not answer in full within", "httpTimeoutMs", limits).toRototoError(source.name);
    }
    options.signal?.throwIfAborted();
    const failure = error instanceof SourceFailure ? error : connectionFailure(error);
    throw failure?.toRototoError(source.name) ?? error;
  } finally {
    deadline.dispose();
    await dispatcher?.destroy();
  }
}
