import { followRedirect, isRedirect, startTrail, type RedirectFault } from "@rototo/core/remote";
import type { Dispatcher } from "undici";
import type { SourceLimits } from "../source-limits.js";
import { httpCredential, type HttpCredential } from "./http-credential.js";
import { SourceFailure } from "../source-failure.js";
import type { Deadline } from "./deadline.js";
import { firstValue } from "./first-value.js";
import type { CredentialUse } from "./response-failure.js";

/** What to ask for, and as whom. */
export interface HttpRequest {
  readonly url: string;
  readonly token: string | undefined;
  readonly dispatcher: Dispatcher;
  readonly limits: SourceLimits;
}

/** The answer that no redirect follows. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  /** Must be read or destroyed. */
  readonly body: Dispatcher.ResponseData["body"];
  readonly credential: CredentialUse;
}

/**
 * Asks for a file and follows redirects, to https only, or within this machine. The credential goes
 * to the origin of the URL only, and no more once a redirect has left it. Each
 * request has the time of the limit, up to the end of its answer.
 *
 * @throws {SourceFailure} and errors of the network.
 */
export async function sendRequest(
  { url, token, dispatcher, limits }: HttpRequest,
  method: "GET" | "HEAD",
  condition: Readonly<Record<string, string>>,
  deadline: Deadline,
): Promise<HttpAnswer> {
  const start = new URL(url);
  const credential = httpCredential(start, token);
  const visited = new Set<string>();
  let trail = startTrail(start);
  for (;;) {
    const { current, hasLeft } = trail;
    visited.add(current.href);
    const authorization = hasLeft || credential === undefined ? {} : { authorization: credential.authorization };
    deadline.restart(limits.httpTimeoutMs);
    const response = await dispatcher.request({
      origin: current.origin,
      path: current.pathname + current.search,
      method,
      headers: { "accept-encoding": "identity", "user-agent": "rototo", ...condition, ...authorization },
      signal: deadline.signal,
    });
    const { statusCode: status, headers, body } = response;
    // A body that is destroyed early fails; whoever reads it hears of other failures there.
    body.on("error", () => undefined);
    const location = firstValue(headers["location"]);
    if (!isRedirect(status) || location === undefined) {
      return { status, headers, body, credential: credentialUse(credential, hasLeft) };
    }
    body.destroy();
    const target = redirectTarget(location, current);
    if (target !== undefined && visited.has(target.href)) throw redirectFailure("the redirects lead in a circle");
    const next = followRedirect(trail, target, limits.redirects);
    if (typeof next === "string") throw notFollowed(next, target, limits);
    trail = next;
  }
}

/** Where a redirect leads, without what is no part of a request; `undefined` when it is no URL. */
function redirectTarget(location: string, from: URL): URL | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from.href);
  target.hash = "";
  target.username = "";
  target.password = "";
  return target;
}

/** No message names a target: it is the server's text, and can be a signed URL or repeat what was sent to it. */
function notFollowed(fault: RedirectFault, target: URL | undefined, { redirects }: SourceLimits): SourceFailure {
  if (fault === "nowhere") return redirectFailure("the server redirects to what is no URL");
  if (fault === "too-many") return tooManyRedirects(redirects);
  const scheme = target?.protocol === "http:" ? "plain http://" : "a scheme other than https://";
  return new SourceFailure(
    "source-unsafe",
    `the server redirects to ${scheme}`,
    "ask who runs the server, or give the https:// URL that it should lead to",
  );
}

function tooManyRedirects(allowed: number): SourceFailure {
  return new SourceFailure(
    "source-unavailable",
    allowed === 1 ? "there is more than one redirect" : `there are more than ${allowed} redirects`,
    "ask who runs the server, give the URL that they should lead to, or raise limits.redirects",
    { details: { limit: "redirects", allowed } },
  );
}

function redirectFailure(reason: string): SourceFailure {
  return new SourceFailure(
    "source-unavailable",
    reason,
    "ask who runs the server, or give the URL that they should lead to",
  );
}

function credentialUse(credential: HttpCredential | undefined, hasLeft: boolean): CredentialUse {
  if (credential === undefined) return { kind: "none" };
  return { kind: hasLeft ? "kept-back" : "sent", description: credential.description };
}
