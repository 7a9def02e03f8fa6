import type { RequestListener, ServerResponse } from "node:http";
import type { RototoErrorCode } from "@rototo/core/resolve";
import { snapshotText } from "./snapshot-text.js";

const TEXT = snapshotText("hello");

/** What no message may hold has `hunter2` in it. */
export const TOKEN = "hunter2-token";

export function sending(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_, response) => response.writeHead(200, headers).end(body);
}

export function redirecting(location: string): RequestListener {
  return (_, response) => response.writeHead(302, { location }).end();
}

const newer = TEXT.replace('"format_version":"1.0"', '"format_version":"2.3"');
/** What can be wrong with a source, and the error that it must come to. */
export interface SourceFault {
  /** What the server does. */
  readonly name: string;
  readonly answer: RequestListener;
  readonly code: RototoErrorCode;
  readonly message: RegExp;
}

const rows: [string, RequestListener, RototoErrorCode, RegExp][] = [
  ["sends nothing", sending(""), "snapshot-invalid", /damaged, cut off or not JSON at all/],
  ["sends half", sending(TEXT.slice(0, 200)), "snapshot-invalid", /damaged, cut off/],
  ["sends what was edited", sending(TEXT.replace('"hello"', '"hallo"')), "snapshot-invalid", /the hash that it states/],
  ["sends a web page", sending("<html>log in, hunter2</html>"), "snapshot-invalid", /not JSON at all/],
  ["sends other JSON", sending('{"hello":"hunter2"}'), "snapshot-invalid", /not a rototo snapshot/],
  ["sends a newer format", sending(newer), "snapshot-invalid", /format 2\.x, and this one reads 1\.x/],
  ["sends no text", sending(Buffer.from([...Buffer.from(TEXT), 0xff])), "snapshot-invalid", /not UTF-8/],
  ["ends within a character", sending(Buffer.from('{"é').subarray(0, 3)), "snapshot-invalid", /not UTF-8/],
  ["has none", (_, response) => response.writeHead(404).end(), "workspace-not-found", /no such snapshot: .* 404/],
  ["has none any more", (_, response) => response.writeHead(410).end(), "workspace-not-found", /410/],
  ["refuses", (_, response) => response.writeHead(401).end(), "source-denied", /401 to a request with the token/],
  ["is broken", (_, response) => response.writeHead(500).end("hunter2"), "source-unavailable", /500/],
  ["says unchanged to who knows nothing", (_, response) => response.writeHead(304).end(), "source-unavailable", /304/],
  ["says that there is nothing", (_, response) => response.writeHead(204).end(), "source-unavailable", /204/],
  ["is silent", () => undefined, "source-timeout", /within 0\.4 s/],
  ["stops in the middle", (_, response) => void response.writeHead(200).write("{"), "source-timeout", /within 0\.4 s/],
  ["hangs up", (_, response) => void response.destroy(), "source-unavailable", /the request failed/],
  [
    "hangs up in the middle",
    (_, response) => response.writeHead(200, { "content-length": 10_000 }).write("{", () => response.destroy()),
    "source-unavailable",
    /the request failed/,
  ],
  ["redirects in a circle", redirecting("?hunter2"), "source-unavailable", /more than 5 redirects/],
  ["redirects to plain http", redirecting("http://localhost/?hunter2"), "source-unsafe", /not https:/],
  ["redirects to a password", redirecting("https://ada:hunter2@localhost/"), "source-unsafe", /password/],
  [
    "redirects to what it was sent",
    ({ headers }, response) => response.writeHead(302, { location: `http://x/${headers.authorization ?? ""}` }).end(),
    "source-unsafe",
    /not https:/,
  ],
  [
    "answers with what it was sent in place of HTTP",
    ({ headers, socket }) => socket.end(`HTTP/1.1 abc ${headers.authorization ?? ""}\r\n\r\n`),
    "source-unavailable",
    /the request failed/,
  ],
  [
    "repeats what it was sent",
    ({ headers }, response) => response.writeHead(403, headers.authorization).end(headers.authorization),
    "source-denied",
    /403/,
  ],
  ["redirects to no URL", redirecting("https://[hunter2"), "source-unavailable", /where it cannot be followed/],
  [
    "says that it is too large",
    (_, response) => void response.writeHead(200, { "content-length": 2 ** 40 }).write(" "),
    "source-too-large",
    /larger than 100000 bytes; .*raise maxBytes/,
  ],
  ["sends too much", (_, response) => endless(response), "source-too-large", /larger than 100000 bytes/],
];

export const faults: readonly SourceFault[] = rows.map(([name, answer, code, message]) => ({
  name,
  answer,
  code,
  message,
}));

/** Writes until nobody listens. */
export function endless(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(" ".repeat(65_536)));
  };
  response.writeHead(200).on("drain", more);
  more();
}

/** The options of a client that meets them soon. */
export const FAULT_LIMITS = { token: TOKEN, path: "/a?sig=hunter2", timeoutMs: 400, maxBytes: 100_000 };
