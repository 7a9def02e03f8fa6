import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { onTestFinished } from "vitest";
import { environmentWithoutMark, type GitSandbox } from "./git-sandbox.js";

/** Answers a request, or leaves it to git by calling `serve`. */
export type GitRequestHandler = (request: IncomingMessage, response: ServerResponse, serve: () => void) => void;

export interface GitHttpsServer {
  /** `https://localhost:<port>`, without a path. */
  readonly origin: string;
  readonly host: string;
  /** Method and path of each request so far. */
  readonly requests: string[];
}

/** Serves the repositories below `root` over https with `git http-backend`, until the test is over. */
export async function serveGitOverHttps(
  { key, certificate }: GitSandbox,
  root: string,
  handle: GitRequestHandler = (_request, _response, serve) => serve(),
): Promise<GitHttpsServer> {
  const requests: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    handle(request, response, () => runBackend(root, request, response));
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return { origin: `https://${host}`, host, requests };
}

/** Asks for this user and password, as a private repository does. */
export function requireBasicAuthentication(user: string, password: string): GitRequestHandler {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return (request, response, serve) => {
    if (request.headers.authorization === expected) serve();
    else response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("who are you?");
  };
}

/** The CGI program that git has for this, https://git-scm.com/docs/git-http-backend. */
function runBackend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "/", "https://localhost");
  const { headers } = request;
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...environmentWithoutMark(),
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers["content-type"],
      HTTP_CONTENT_ENCODING: headers["content-encoding"],
      GIT_PROTOCOL: headers["git-protocol"] as string | undefined,
      ...(headers["content-length"] !== undefined && { CONTENT_LENGTH: headers["content-length"] }),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  backend.stdin.on("error", () => undefined);
  request.pipe(backend.stdin);
  response.on("close", () => backend.kill("SIGKILL"));
  let head = Buffer.alloc(0);
  const onHead = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    backend.stdout.off("data", onHead);
    let status = 200;
    for (const line of head.toString("latin1", 0, end).split("\r\n")) {
      const [name = "", value = ""] = line.split(/: */, 2);
      if (name.toLowerCase() === "status") status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status);
    response.write(head.subarray(end + 4));
    backend.stdout.pipe(response);
  };
  backend.stdout.on("data", onHead);
}
