import { mayRedirectTo } from "@rototo/core/refresh";
import { RototoError, type Snapshot } from "@rototo/core/resolve";
import type { SnapshotFetch } from "./client-options.js";
import { readBody } from "./read-body.js";
import type { SnapshotAddress } from "./snapshot-address.js";
import { sourceFailure } from "./source-failure.js";
import { verifySnapshot } from "./verify-snapshot.js";

/** What to ask for, as whom, and within which limits. */
export interface SnapshotRequest {
  readonly address: SnapshotAddress;
  /** A secret. */
  readonly token: string | undefined;
  readonly fetch: SnapshotFetch;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** A verified snapshot and the headers that ask whether there is a newer one: empty where the server gave no validator. */
export interface FetchedSnapshot {
  readonly snapshot: Snapshot;
  readonly condition: Readonly<Record<string, string>>;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;

/**
 * Asks for the snapshot; `undefined` when the server says that it is still the one
 * that `condition` came with.
 *
 * @throws {RototoError} `snapshot-invalid`, `workspace-not-found` or one of `source-…`.
 */
export async function fetchSnapshot(
  request: SnapshotRequest,
  condition: FetchedSnapshot["condition"],
): Promise<FetchedSnapshot | undefined> {
  const { address, timeoutMs } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // An injected fetch may not know signals.
    return await Promise.race([exchange(request, condition, signal), rejectOnAbort(signal)]);
  } catch (error) {
    if (error instanceof RototoError) throw error;
    if (signal.aborted) {
      throw sourceFailure(
        address.name,
        "source-timeout",
        {
          reason: `the server did not answer in full within ${timeoutMs / 1000} s`,
          advice: "try again, or raise timeoutMs",
        },
        { limit: "timeoutMs", allowed: timeoutMs },
      );
    }
    throw sourceFailure(address.name, "source-unavailable", {
      reason: `the request failed (${describeFailure(error, request)})`,
      advice: "check the URL and the network",
    });
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the time is up")), { once: true });
  });
}

async function exchange(
  request: SnapshotRequest,
  condition: FetchedSnapshot["condition"],
  signal: AbortSignal,
): Promise<FetchedSnapshot | undefined> {
  const { name } = request.address;
  const { response, sentToken } = await followRedirects(request, condition, signal);
  const isUnchanged = response.status === 304 && Object.keys(condition).length > 0;
  if (response.status !== 200) {
    discardBody(response);
    if (isUnchanged) return undefined;
    throw responseFailure(name, response.status, request.token !== undefined, sentToken);
  }
  const snapshot = await verifySnapshot(await readBody(response, request.maxBytes, name), name);
  return { snapshot, condition: conditionOf(response.headers) };
}

/** The answer that no redirect follows, and whether the token went along. */
async function followRedirects(
  { address: { url, name }, token, fetch }: SnapshotRequest,
  condition: FetchedSnapshot["condition"],
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly sentToken: boolean }> {
  let current = url;
  let sentToken = token !== undefined;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const authorization = sentToken ? { authorization: `Bearer ${token}` } : undefined;
    const response = await fetch(current.href, {
      headers: { ...condition, ...authorization },
      redirect: "manual",
      signal,
    });
    // Browsers follow a redirect themselves or not at all, and hide where it leads.
    const location = response.type === "opaqueredirect" ? "" : response.headers.get("location");
    if ((!REDIRECTS.has(response.status) && response.status !== 0) || location === null) return { response, sentToken };
    discardBody(response);
    current = redirectTarget(location, current, name);
    sentToken &&= current.origin === url.origin;
  }
  throw sourceFailure(name, "source-unavailable", {
    reason: `there are more than ${MAX_REDIRECTS} redirects`,
    advice: "give the URL that they should lead to",
  });
}

/** No message names a target: it is the server's text, and can be a signed URL or repeat what was sent to it. */
function redirectTarget(location: string, from: URL, name: string): URL {
  if (location === "" || !URL.canParse(location, from.href)) {
    throw sourceFailure(name, "source-unavailable", {
      reason: "the server redirects to where it cannot be followed",
      advice: "give the URL that it should lead to",
    });
  }
  const target = new URL(location, from.href);
  if (mayRedirectTo(target, from) && target.username === "" && target.password === "") return target;
  throw sourceFailure(name, "source-unsafe", {
    reason: "the server redirects to what is not https://, or to a URL with a password",
    advice: "give the https:// URL that it should lead to",
  });
}

function responseFailure(name: string, status: number, hasToken: boolean, sentToken: boolean): RototoError {
  const keptBack = hasToken ? "without the token, which stays with the origin of the URL" : "without a token";
  const said = `the server answered ${status} to a request ${sentToken ? "with the token" : keptBack}`;
  if (status === 401 || status === 403) {
    const advice = sentToken ? "check that the token is valid and may read the snapshot" : "give a token";
    return sourceFailure(name, "source-denied", { reason: `access denied: ${said}`, advice }, { status });
  }
  if (status === 404 || status === 410) {
    return sourceFailure(
      name,
      "workspace-not-found",
      { reason: `no such snapshot: ${said}`, advice: CHECK },
      { status },
    );
  }
  return sourceFailure(
    name,
    "source-unavailable",
    { reason: said, advice: status < 500 ? CHECK : "try again" },
    { status },
  );
}

const CHECK = "check the URL";

/** RFC 9110 section 8.8. Printable ASCII, so that it can be sent back unchanged; not `""`, which some send for everything. */
const ENTITY_TAG = /^(?:W\/)?"[\x20\x21\x23-\x7e]+"$/;

function conditionOf(headers: Headers): FetchedSnapshot["condition"] {
  const etag = headers.get("etag");
  if (etag !== null && ENTITY_TAG.test(etag)) return { "if-none-match": etag };
  const modified = headers.get("last-modified");
  return modified === null || Number.isNaN(Date.parse(modified)) ? {} : { "if-modified-since": modified };
}

function discardBody({ body }: Response): void {
  void body?.cancel().catch(() => undefined);
}

/** What the innermost cause says, unless it repeats a secret. */
function describeFailure(thrown: unknown, { token, address: { url } }: SnapshotRequest): string {
  let error = thrown;
  while (error instanceof Error && error.cause instanceof Error) error = error.cause;
  if (!(error instanceof Error)) return "for an unknown reason";
  const text = "code" in error && typeof error.code === "string" ? error.code : error.message;
  const secrets = [token, url.search].filter((secret) => secret !== undefined && secret !== "") as string[];
  return secrets.some((secret) => text.includes(secret)) ? error.name : text;
}
