import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type Socket } from "node:net";
import { listen } from "./https-server.js";
import { testAuthority } from "./test-authority.js";

export interface ProxyServer {
  readonly port: number;
  /** The CONNECT requests, in order. */
  readonly requests: readonly IncomingMessage[];
}

/** A proxy on loopback that connects, or answers with `status` when that is something else than 200. */
export async function proxyServer(scheme: "http" | "https", status = 200): Promise<ProxyServer> {
  const { certificate, key } = testAuthority();
  const server = scheme === "http" ? createHttpServer() : createHttpsServer({ cert: certificate, key });
  const requests: IncomingMessage[] = [];
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    requests.push(request);
    client.on("error", () => undefined);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`https://${request.url ?? ""}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  return { port: await listen(server), requests };
}
