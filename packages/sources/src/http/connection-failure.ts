import { SourceFailure } from "../source-failure.js";
import { proxyRefused } from "./response-failure.js";

interface Explanation {
  readonly reason: string;
  readonly advice: string;
}

const CHECK_HOST = "check the URL, the network, and HTTPS_PROXY if there is a proxy";
const TRUST = "name its authority's file in NODE_EXTRA_CA_CERTS before the start, or give the certificate authorities";

const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map([
  ["ENOTFOUND", { reason: "the host name is not known", advice: CHECK_HOST }],
  ["EAI_AGAIN", { reason: "the name server does not answer", advice: "check the network, and try again" }],
  ["ECONNREFUSED", { reason: "the connection was refused", advice: CHECK_HOST }],
  ["EHOSTUNREACH", { reason: "the host cannot be reached", advice: CHECK_HOST }],
  ["ENETUNREACH", { reason: "the network cannot be reached", advice: CHECK_HOST }],
  ["ETIMEDOUT", { reason: "the connection could not be made in time", advice: CHECK_HOST }],
  ["ECONNRESET", { reason: "the connection was closed before everything had arrived", advice: "try again" }],
  [
    "ERR_STREAM_PREMATURE_CLOSE",
    { reason: "the connection was closed before everything had arrived", advice: "try again" },
  ],
  ["EPIPE", { reason: "the connection was closed before everything had arrived", advice: "try again" }],
  ["UND_ERR_SOCKET", { reason: "the connection was closed before everything had arrived", advice: "try again" }],
  [
    "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
    { reason: "the connection was closed before everything had arrived", advice: "try again" },
  ],
  ["UND_ERR_HEADERS_OVERFLOW", { reason: "the headers of the answer are too long", advice: "ask who runs the server" }],
  ["CERT_HAS_EXPIRED", { reason: "the server's certificate has expired", advice: "ask who runs the server" }],
  ["ERR_TLS_CERT_ALTNAME_INVALID", { reason: "the server's certificate is for another host", advice: "check the URL" }],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", { reason: "the server's certificate is not trusted", advice: TRUST }],
  ["UNABLE_TO_GET_ISSUER_CERT", { reason: "the server's certificate is not trusted", advice: TRUST }],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", { reason: "the server's certificate is not trusted", advice: TRUST }],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", { reason: "the server's certificate is not trusted", advice: TRUST }],
  ["SELF_SIGNED_CERT_IN_CHAIN", { reason: "the server's certificate is not trusted", advice: TRUST }],
]);

const NOT_HTTP = "NOT_HTTP";

/** Undici tells the status in the message only. */
const PROXY_ANSWER = /^Proxy response \((\d+)\)/;

const TIMEOUTS: ReadonlySet<string | undefined> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** True for an error that says that the server took too long. */
export function hasTimedOut(error: unknown): boolean {
  return TIMEOUTS.has(codeOf(error));
}

/**
 * The failure for an error of the network, of TLS or of HTTP; `undefined` for an error of another kind, which is a
 * mistake in a program.
 */
export function connectionFailure(error: unknown): SourceFailure | undefined {
  const code = codeOf(error);
  // A part of the program that is not there is no matter of the network.
  if (code === undefined || code.includes("MODULE")) return undefined;
  const proxyStatus = PROXY_ANSWER.exec((error as Error).message)?.[1];
  if (proxyStatus !== undefined) return proxyRefused(Number(proxyStatus));
  const explanation = explain(code);
  return new SourceFailure("source-unavailable", `${explanation.reason} (${code})`, explanation.advice, {
    details: { reason: code },
    // Some of Node's errors carry what was sent, and their messages what was received: only the code is kept.
    cause: new Error(code),
  });
}

function explain(code: string): Explanation {
  const known = EXPLANATIONS.get(code);
  if (known !== undefined) return known;
  if (code.startsWith("ERR_SSL_") || code.startsWith("EPROTO")) {
    return { reason: "no secure connection could be made", advice: "check that the port is one for https" };
  }
  if (code.startsWith("HPE_") || code === NOT_HTTP)
    return { reason: "the answer is not HTTP", advice: "check the URL" };
  if (code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT") || code.startsWith("ERR_BROTLI")) {
    return { reason: "the answer is not encoded as its Content-Encoding says", advice: "ask who runs the server" };
  }
  return { reason: "the request failed", advice: CHECK_HOST };
}

/** A host with several addresses fails with one error for each. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // Undici's parser has names for some of its errors only, and each carries what was received.
  if (error.name === "HTTPParserError") return NOT_HTTP;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
