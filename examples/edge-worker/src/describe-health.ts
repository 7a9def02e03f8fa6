import type { RefreshStatus } from "@rototo/edge";

/** `GET /health`. Without the messages of errors: anyone may be allowed to ask. */
export function describeHealth(status: RefreshStatus): Response {
  const { stale, currentFingerprint = null, origin = null, lastSuccess, consecutiveFailures, lastError } = status;
  const health = {
    ready: !stale,
    workspaceVersion: currentFingerprint,
    origin,
    lastSuccess: lastSuccess === undefined ? null : new Date(lastSuccess),
    consecutiveFailures,
    lastError: lastError?.code ?? null,
  };
  return Response.json(health, { status: stale ? 503 : 200 });
}
