import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { onTestFinished } from "vitest";
import { testAuthority } from "./test-authority.js";

/** An https server on loopback, closed with all of its connections after the test at the latest. */
export interface HttpsServer {
  /** `https://localhost:<port>` */
  readonly origin: string;
  readonly port: number;
  /** What was asked, in order. */
  readonly requests: readonly IncomingMessage[];
  /** What each of them got. */
  readonly responses: readonly ServerResponse[];
  /** Answers from now on. */
  answer: RequestListener;
  close(): Promise<void>;
}

export async function httpsServer(answer: RequestListener): Promise<HttpsServer> {
  const { certificate, key } = testAuthority();
  const requests: IncomingMessage[] = [];
  const responses: ServerResponse[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    requests.push(request);
    responses.push(response);
    // A client that leaves early is what many tests are about.
    response.on("error", () => undefined);
    opened.answer(request, response);
  });
  const port = await listen(server);
  const opened: HttpsServer = {
    origin: `https://localhost:${port}`,
    port,
    requests,
    responses,
    answer,
    close: () => closeServer(server),
  };
  return opened;
}

/** A server that sends `body` for everything, with `headers`. */
export function serveBytes(body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<HttpsServer> {
  return httpsServer(bytesAnswer(body, headers));
}

export function bytesAnswer(body: Buffer, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (request, response) => {
    response.writeHead(200, { "content-length": body.length, ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** Listens on a free port of loopback until the test is over. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  await once(server.listen(0, "127.0.0.1"), "listening");
  connections.set(server, sockets);
  onTestFinished(() => closeServer(server));
  return (server.address() as AddressInfo).port;
}

const connections = new WeakMap<Server, ReadonlySet<Socket>>();

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  for (const socket of connections.get(server) ?? []) socket.destroy();
  await closed;
}
