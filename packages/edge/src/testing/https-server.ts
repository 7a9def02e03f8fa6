import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

const ec = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;
const root = await generate([{ name: "commonName", value: "Test authority" }], {
  ...ec,
  extensions: [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ],
});
const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
  ...ec,
  ca: { key: root.private, cert: root.cert },
  extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
});

/** The authority, in PEM, whose certificate the test servers have. */
export const testAuthority: string = root.cert;

export interface HttpsServer {
  /** `https://localhost:<port>` */
  readonly origin: string;
  /** What was asked, in order. */
  readonly requests: readonly IncomingMessage[];
  /** Answers from now on. */
  answer: RequestListener;
  /** Ends it with all of its connections. */
  close(): Promise<void>;
}

/** An https server on loopback, closed after the test at the latest. */
export async function httpsServer(answer: RequestListener): Promise<HttpsServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    requests.push(request);
    // A client that leaves early is what some tests are about.
    response.on("error", () => undefined);
    opened.answer(request, response);
  });
  server.on("tlsClientError", () => undefined);
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(close);
  const opened = { origin: `https://localhost:${(server.address() as AddressInfo).port}`, requests, answer, close };
  return opened;
}
