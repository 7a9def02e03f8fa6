import { STATUS_CODES } from "node:http";
import { failureCodeOf, mayPass } from "@rototo/core/remote";
import type { HttpSource } from "./http-source.js";
import type { HttpCredential } from "./http-credential.js";
import { SourceFailure } from "../source-failure.js";

/** How the credential of a request was used: sent, kept back after a redirect to another origin, or not there. */
export type CredentialUse =
  | { readonly kind: "sent" | "kept-back"; readonly description: HttpCredential["description"] }
  | { readonly kind: "none" };

/** The failure for an answer that does not bring what was asked for. */
export function responseFailure(kind: HttpSource["kind"], status: number, credential: CredentialUse): SourceFailure {
  const said = `the server answered ${statusText(status)}`;
  const code = failureCodeOf(status);
  const failure = (reason: string, advice: string) => new SourceFailure(code, reason, advice, { details: { status } });
  switch (code) {
    case "source-denied":
      return failure(
        `access denied: ${said} to a request ${withCredential(credential)}`,
        deniedAdvice(kind, credential),
      );
    case "workspace-not-found":
      return failure(
        `no such ${kind}: ${said} to a request ${withCredential(credential)}`,
        "check the URL; some servers also hide in this way what the caller may not see",
      );
    default:
      return failure(said, unavailableAdvice(status));
  }
}

function unavailableAdvice(status: number): string {
  if (status === 429 || status === 503) return "the server is busy: try again later";
  return mayPass(status) ? "try again later" : "check the URL, and open it with another program";
}

/** The failure for a proxy that does not connect. */
export function proxyRefused(status: number): SourceFailure {
  const said = `the proxy answered ${statusText(status)}`;
  if (status === 407 || status === 401 || status === 403) {
    return new SourceFailure(
      "source-denied",
      `access denied: ${said}`,
      "check HTTPS_PROXY, with its user name and password",
      { details: { status } },
    );
  }
  return new SourceFailure("source-unavailable", said, "check HTTPS_PROXY, or name the host in NO_PROXY", {
    details: { status },
  });
}

function statusText(status: number): string {
  const meaning = STATUS_CODES[status];
  return meaning === undefined ? String(status) : `${status} ${meaning}`;
}

function withCredential(use: CredentialUse): string {
  switch (use.kind) {
    case "sent":
      return `with ${use.description}`;
    case "kept-back":
      return `without a credential (${use.description} stays with the origin of the URL, and a redirect left it)`;
    case "none":
      return "without a credential";
  }
}

function deniedAdvice(kind: HttpSource["kind"], use: CredentialUse): string {
  switch (use.kind) {
    case "sent":
      return `check that it is valid and may read the ${kind}`;
    case "kept-back":
      return "give the URL that the redirect leads to";
    case "none":
      return "give a token for the workspace";
  }
}
