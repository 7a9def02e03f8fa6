import { createServer } from "node:http";
import type { Socket } from "node:net";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { listen } from "@rototo/test-support/https-server";
import { archiveRefusal, loadArchiveFrom } from "../archive/testing/load-archive-from.js";
import { proxyServer } from "@rototo/test-support/proxy-server";

const VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"];

beforeEach(() => {
  for (const name of VARIABLES) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** Whether a proxy hears of a request. Nothing can be loaded, with it or without. */
async function isProxied(url: string, environment: (proxy: string) => Record<string, string>): Promise<boolean> {
  const { port, requests } = await proxyServer("http", 502);
  for (const [name, value] of Object.entries(environment(`localhost:${port}`))) vi.stubEnv(name, value);
  await archiveRefusal(url, { limits: { httpTimeoutMs: 5000 } });
  return requests.length > 0;
}

describe("the proxy's variables", () => {
  test.each<[string, (proxy: string) => Record<string, string>, boolean]>([
    ["none", () => ({}), false],
    ["in capitals", (proxy) => ({ HTTPS_PROXY: `http://${proxy}` }), true],
    ["in lower case, first", (proxy) => ({ https_proxy: `http://${proxy}`, HTTPS_PROXY: "http://localhost:1" }), true],
    ["empty in lower case", (proxy) => ({ https_proxy: "", HTTPS_PROXY: `http://${proxy}` }), false],
    ["without a scheme", (proxy) => ({ HTTPS_PROXY: ` ${proxy}\n` }), true],
    ["for http only", (proxy) => ({ HTTP_PROXY: `http://${proxy}`, http_proxy: `http://${proxy}` }), false],
  ])("%s", async (_, environment, proxied) => {
    expect(await isProxied("https://127.0.0.1:1/", environment)).toBe(proxied);
  });
});

describe("NO_PROXY", () => {
  test.each([
    ["*", true],
    ["config.example.invalid", true],
    ["CONFIG.example.invalid", true],
    ["example.invalid", true],
    [".example.invalid", true],
    ["*.example.invalid", true],
    ["other.invalid, example.invalid", true],
    ["other.invalid example.invalid", true],
    ["config.example.invalid:443", true],
    ["config.example.invalid:8443", false],
    ["onfig.example.invalid", false],
    ["ample.invalid", false],
    ["other.invalid", false],
    [" , ", false],
  ])("%j", async (noProxy, exempt) => {
    const environment = (proxy: string): Record<string, string> => ({ HTTPS_PROXY: proxy, NO_PROXY: noProxy });
    expect(await isProxied("https://config.example.invalid/", environment)).toBe(!exempt);
  });

  test.each([
    ["https://127.0.0.1:1/", "127.0.0.1", true],
    ["https://127.0.0.1:1/", "127.0.0.1:1", true],
    ["https://[::1]:1/", "[::1]", true],
    ["https://[::1]:1/", "[::1]:443", false],
  ])("%s by %s", async (url, noProxy, exempt) => {
    expect(await isProxied(url, (proxy) => ({ https_proxy: proxy, no_proxy: noProxy }))).toBe(!exempt);
  });
});

test("a proxy that hangs up is not asked again", async () => {
  const server = createServer();
  let count = 0;
  server.on("connect", (_, socket: Socket) => {
    count += 1;
    socket.destroy();
  });
  vi.stubEnv("HTTPS_PROXY", `http://localhost:${await listen(server)}`);
  const error = await archiveRefusal("https://config.example.invalid/", { limits: { httpTimeoutMs: 1000 } });
  expect(error.code).toBe("source-unavailable");
  expect(error.message).toContain("the connection was closed before everything had arrived");
  expect(count).toBe(1);
});

test.each(["answers", "is silent"])("the caller's signal closes the connection to a proxy that %s", async (kind) => {
  const server = createServer();
  const sockets: Socket[] = [];
  server.on("connect", (_, socket: Socket) => {
    sockets.push(socket.resume());
    // And then the handshake with the archive's server would come.
    if (kind === "answers") socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
  });
  vi.stubEnv("HTTPS_PROXY", `http://localhost:${await listen(server)}`);
  const controller = new AbortController();
  const reason = new Error("enough");
  const loading = loadArchiveFrom("https://config.example.invalid/", { signal: controller.signal });
  const rejected = expect(loading).rejects.toBe(reason);
  await vi.waitFor(() => expect(sockets).toHaveLength(1));
  controller.abort(reason);
  await rejected;
  await vi.waitFor(() => expect(sockets[0]?.readableEnded).toBe(true));
});
