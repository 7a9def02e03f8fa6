import type { SourceFailureCode } from "./source-failure.js";

/** What it is for a source that a server answers with `status`, which does not bring what was asked for. */
export function failureCodeOf(status: number): SourceFailureCode {
  if (status === 401 || status === 403) return "source-denied";
  if (status === 404 || status === 410) return "workspace-not-found";
  return "source-unavailable";
}

/** True for what is the server's trouble and not the request's: the same may be answered well later. */
export function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}
