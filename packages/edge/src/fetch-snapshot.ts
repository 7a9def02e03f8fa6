import {
  conditionOf,
  failureCodeOf,
  followRedirect,
  isRedirect,
  mayPass,
  readValidator,
  sourceFailure,
  startTrail,
  type FailureText,
  type RedirectFault,
} from "@rototo/core/remote";
import { RototoError } from "@rototo/core/resolve";
import { verifySnapshot, type Snapshot } from "@rototo/core/snapshot";
import type { SnapshotFetch } from "./client-options.js";
import { readBody } from "./read-body.js";
import type { SnapshotAddress } from "./snapshot-address.js";
import { webSha256 } from "./web-sha256.js";

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
  const snapshot = await verifySnapshot(await readBody(response, request.maxBytes, name), name, webSha256);
  return { snapshot, condition: nextCondition(response.headers) };
}

/** The answer that no redirect follows, and whether the token went along. */
async function followRedirects(
  { address: { url, name }, token, fetch }: SnapshotRequest,
  condition: FetchedSnapshot["condition"],
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly sentToken: boolean }> {
  let trail = startTrail(url);
  for (;;) {
    const { current, hasLeft } = trail;
    const sentToken = token !== undefined && !hasLeft;
    const authorization = sentToken ? { authorization: `Bearer ${token}` } : undefined;
    const response = await fetch(current.href, {
      headers: { ...condition, ...authorization },
      redirect: "manual",
      signal,
    });
    // Browsers follow a redirect themselves or not at all, and hide where it leads.
    const location = response.type === "opaqueredirect" ? "" : response.headers.get("location");
    if ((!isRedirect(response.status) && response.status !== 0) || location === null) return { response, sentToken };
    discardBody(response);
    const next = followRedirect(trail, targetOf(location, current), MAX_REDIRECTS);
    if (typeof next === "string") throw redirectFailure(name, next);
    // Which no fetch takes.
    if (next.current.username !== "" || next.current.password !== "") throw redirectFailure(name, "unsafe");
    trail = next;
  }
}

function targetOf(location: string, from: URL): URL | undefined {
  return location !== "" && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

/** No message names a target: it is the server's text, and can be a signed URL or repeat what was sent to it. */
function redirectFailure(name: string, fault: RedirectFault): RototoError {
  if (fault === "unsafe") {
    return sourceFailure(name, "source-unsafe", {
      reason: "the server redirects to what is not https://, or to a URL with a password",
      advice: "give the https:// URL that it should lead to",
    });
  }
  const reason =
    fault === "too-many"
      ? `there are more than ${MAX_REDIRECTS} redirects`
      : "the server redirects to where it cannot be followed";
  return sourceFailure(name, "source-unavailable", { reason, advice: "give the URL that it should lead to" });
}

function responseFailure(name: string, status: number, hasToken: boolean, sentToken: boolean): RototoError {
  const keptBack = hasToken ? "without the token, which stays with the origin of the URL" : "without a token";
  const said = `the server answered ${status} to a request ${sentToken ? "with the token" : keptBack}`;
  const code = failureCodeOf(status);
  const texts: Partial<Record<typeof code, FailureText>> = {
    "source-denied": {
      reason: `access denied: ${said}`,
      advice: sentToken ? "check that the token is valid and may read the snapshot" : "give a token",
    },
    "workspace-not-found": { reason: `no such snapshot: ${said}`, advice: CHECK },
  };
  const text = texts[code] ?? { reason: said, advice: mayPass(status) ? "try again" : CHECK };
  return sourceFailure(name, code, text, { status });
}

const CHECK = "check the URL";

/** The headers that ask whether there is a newer version than the one that came with these. */
function nextCondition(headers: Headers): FetchedSnapshot["condition"] {
  const fingerprint = readValidator((name) => headers.get(name) ?? undefined);
  return (fingerprint === undefined ? undefined : conditionOf(fingerprint)) ?? {};
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
