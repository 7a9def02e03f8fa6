import { inspect } from "node:util";
import { RototoError } from "@rototo/core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { archiveAdapter } from "./archive-adapter.js";
import type { SourceOptions } from "../source-options.js";
import { httpsServer, bytesAnswer, serveBytes } from "@rototo/test-support/https-server";
import { archiveRefusal, loadArchiveFrom, probeArchiveAt } from "./testing/load-archive-from.js";
import { proxyServer } from "@rototo/test-support/proxy-server";
import { tarGzOfFiles } from "./testing/tar-bytes.js";
import { makeAuthority } from "@rototo/test-support/certificate-authority";
import { testAuthority } from "@rototo/test-support/test-authority";

const ARCHIVE = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n" });
const TOKEN = "hunter2-token";
const BASIC = `Basic ${Buffer.from("user@team:hunter2 ü").toString("base64")}`;

function withUser(origin: string): string {
  return origin.replace("://", "://user%40team:hunter2%20%C3%BC@");
}

beforeEach(() => {
  for (const name of ["https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

describe("what is sent", () => {
  test("a token, with the white space around it gone", async () => {
    const { origin, requests } = await serveBytes(ARCHIVE, { etag: '"1"' });
    await loadArchiveFrom(origin, { token: ` ${TOKEN}\n` });
    await probeArchiveAt(origin, 'http:"1"', { token: TOKEN });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  });

  test("user and password of the URL, unless there is a token", async () => {
    const { origin, requests } = await serveBytes(ARCHIVE);
    await loadArchiveFrom(withUser(origin));
    await loadArchiveFrom(withUser(origin), { token: TOKEN });
    await loadArchiveFrom(origin, { token: "" });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([BASIC, `Bearer ${TOKEN}`, undefined]);
  });

  test.each([
    ["hunter2\r\nx: y", "the token holds"],
    ["hunter2 two", "the token holds"],
    ["hunter2é", "the token holds"],
  ])("a token that no header can carry is not tried: %j", async (token, message) => {
    const error = await archiveRefusal("https://localhost:1", { token });
    expect(error).toMatchObject({ code: "source-invalid", message: expect.stringContaining(message) as string });
    expectNoSecret(error);
  });

  test("nor is a password that is not well encoded", async () => {
    const error = await archiveRefusal("https://user:hunter2%zz@localhost:1").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "source-invalid" });
    expect(inspect((error as RototoError).cause)).not.toContain("hunter2");
  });
});

describe("a redirect", () => {
  test.each([
    ["token", (origin: string) => origin, { token: TOKEN }, `Bearer ${TOKEN}`],
    ["user", withUser, {}, BASIC],
  ])("keeps the %s at the origin, and at no other, not even on the way back", async (_, urlOf, options, sent) => {
    const other = await httpsServer((request, response) => {
      response.writeHead(302, { location: `${first.origin}/back` }).end(request.url);
    });
    const first = await httpsServer((request, response) => {
      const next = { "/": "/inside", "/inside": `${other.origin}/outside` }[request.url ?? ""];
      if (next === undefined) bytesAnswer(ARCHIVE)(request, response);
      else response.writeHead(307, { location: next }).end();
    });
    await loadArchiveFrom(urlOf(first.origin), options);
    expect(first.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/", sent],
      ["/inside", sent],
      ["/back", undefined],
    ]);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test.each(["the name for the address", "another port"])("another origin is also %s", async (kind) => {
    const target = await serveBytes(ARCHIVE);
    const first = await httpsServer((request, response) => {
      if (request.url === "/x") bytesAnswer(ARCHIVE)(request, response);
      else {
        const location = kind === "another port" ? target.origin : `https://127.0.0.1:${first.port}/x`;
        response.writeHead(302, { location }).end();
      }
    });
    await loadArchiveFrom(first.origin, { token: TOKEN });
    const [asked, ...redirected] = [...first.requests, ...target.requests].map(({ headers }) => headers.authorization);
    expect(asked).toBe(`Bearer ${TOKEN}`);
    expect(redirected).toEqual([undefined]);
  });

  test("user information in its target is not used", async () => {
    const { origin, requests } = await httpsServer((request, response) => {
      if (request.url === "/x") bytesAnswer(ARCHIVE)(request, response);
      else response.writeHead(302, { location: `${origin.replace("://", "://a:b@")}/x` }).end();
    });
    await loadArchiveFrom(origin);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });
});

describe("access denied says which credential was sent", () => {
  test.each<[string, (origin: string) => string, SourceOptions, string]>([
    ["none", (origin) => origin, {}, "to a request without a credential; give a token for the workspace"],
    ["a token", (origin) => origin, { token: TOKEN }, "to a request with the bearer token; check that it is valid"],
    ["a user", withUser, {}, "to a request with the user name and password of the URL; check that it is valid"],
  ])("%s", async (_, urlOf, options, message) => {
    for (const status of [401, 403]) {
      const { origin } = await httpsServer((__, response) => response.writeHead(status).end("denied"));
      const error = await refusalOf(urlOf(origin), origin, options);
      expect(error.code).toBe("source-denied");
      expect(error.message).toContain(`access denied: the server answered ${status}`);
      expect(error.message).toContain(message);
      expectNoSecret(error);
    }
  });

  test("that it was kept back", async () => {
    const target = await httpsServer((_, response) => response.writeHead(401).end());
    const { origin } = await httpsServer((_, response) => response.writeHead(302, { location: target.origin }).end());
    const error = await archiveRefusal(origin, { token: TOKEN });
    expect(error.message).toContain("without a credential (the bearer token stays with the origin of the URL");
  });
});

describe("through a proxy", () => {
  test.each(["http", "https"] as const)("by %s, with its own credential and not ours", async (scheme) => {
    const proxy = await proxyServer(scheme);
    const { origin, port, requests } = await serveBytes(ARCHIVE, { etag: '"1"' });
    vi.stubEnv("HTTPS_PROXY", `${scheme}://user%40team:hunter2%20%C3%BC@localhost:${proxy.port}`);
    expect((await loadArchiveFrom(origin, { token: TOKEN })).documents.size).toBe(1);
    expect(await probeArchiveAt(origin, 'http:"1"', { token: TOKEN })).toBe("unchanged");
    expect(proxy.requests.map(({ url }) => url)).toEqual([`localhost:${port}`, `localhost:${port}`]);
    expect(proxy.requests[0]?.headers).toMatchObject({ "proxy-authorization": BASIC });
    expect(proxy.requests[0]?.headers.authorization).toBeUndefined();
    expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}` });
    expect(requests[0]?.headers["proxy-authorization"]).toBeUndefined();
    vi.stubEnv("NO_PROXY", "localhost");
    await loadArchiveFrom(origin);
    expect(proxy.requests).toHaveLength(2);
  });

  test("to an address instead of a name", async () => {
    const proxy = await proxyServer("http");
    const { port } = await serveBytes(ARCHIVE);
    vi.stubEnv("https_proxy", `localhost:${proxy.port}`);
    expect((await loadArchiveFrom(`https://127.0.0.1:${port}`)).documents.size).toBe(1);
    expect(proxy.requests.map(({ url }) => url)).toEqual([`127.0.0.1:${port}`]);
  });

  test("that leads to a server nobody trusts: nothing is sent to it", async () => {
    const proxy = await proxyServer("http");
    const { origin, requests } = await serveBytes(ARCHIVE);
    vi.stubEnv("HTTPS_PROXY", `http://localhost:${proxy.port}`);
    const error = await archiveRefusal(origin, {
      token: TOKEN,
      certificateAuthorities: (await makeAuthority()).authority,
    });
    expect(error.message).toContain("the server's certificate is not trusted");
    expect(proxy.requests).toHaveLength(1);
    expect(requests).toHaveLength(0);
  });

  test.each([
    [
      407,
      "source-denied",
      "the proxy answered 407 Proxy Authentication Required; check HTTPS_PROXY, with its user name",
    ],
    [403, "source-denied", "the proxy answered 403 Forbidden"],
    [502, "source-unavailable", "the proxy answered 502 Bad Gateway; check HTTPS_PROXY"],
  ])("that answers %i", async (status, code, message) => {
    const proxy = await proxyServer("http", status);
    vi.stubEnv("HTTPS_PROXY", `http://user:hunter2@localhost:${proxy.port}`);
    const error = await archiveRefusal("https://config.example.com/x.tar.gz", { token: TOKEN });
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expectNoSecret(error);
  });

  test("that is not there, or no proxy at all", async () => {
    for (const proxy of ["http://user:hunter2@localhost:1", "socks5://user:hunter2@localhost:1", "http://[hunter2"]) {
      vi.stubEnv("HTTPS_PROXY", proxy);
      const error = await archiveRefusal("https://config.example.com/x.tar.gz");
      expect(["source-unavailable", "source-invalid"]).toContain(error.code);
      expect(error.message).toContain("HTTPS_PROXY");
      expectNoSecret(error);
    }
  });
});

describe("no failure shows a secret", () => {
  const answers: [string, Parameters<typeof httpsServer>[0]][] = [
    ["refuses", (_, response) => response.writeHead(401).end()],
    ["is broken", (_, response) => response.writeHead(500).end()],
    ["hangs up", (_, response) => response.destroy()],
    ["hangs up later", (_, response) => response.writeHead(200).write("\x1f", () => response.destroy())],
    ["is silent", () => undefined],
    ["sends nonsense", (_, response) => response.end("nonsense")],
    ["overflows", (_, response) => response.writeHead(200, { x: "x".repeat(50_000) }).end()],
    [
      "echoes",
      (request, response) =>
        response.writeHead(302, { location: `http://x/${request.headers.authorization ?? ""}` }).end(),
    ],
    ["circles", (request, response) => response.writeHead(302, { location: request.url }).end()],
    ["points to nowhere", (_, response) => response.writeHead(302, { location: "https://localhost:1/?hunter2" }).end()],
  ];

  test.each(answers)("of a server that %s", async (_, answer) => {
    const { origin } = await httpsServer(answer);
    const progress: string[] = [];
    const options = { limits: { httpTimeoutMs: 300 }, onProgress: (message: string) => progress.push(message) };
    for (const [url, more] of [
      [`${withUser(origin)}/x.tar.gz?signature=hunter2`, {}],
      [`${origin}/x.tar.gz?signature=hunter2`, { token: TOKEN }],
    ] as const) {
      expectNoSecret(await refusalOf(url, `${origin}/x.tar.gz?signature=***`, { ...options, ...more }));
    }
    expect(progress).toEqual(Array(2).fill(`downloading ${origin}/x.tar.gz?signature=***`));
  });

  test("of TLS", async () => {
    const { origin } = await serveBytes(ARCHIVE);
    const source = {
      kind: "archive",
      url: `${withUser(origin)}/?hunter2`,
      subdirectory: undefined,
      name: origin,
    } as const;
    const error: unknown = await archiveAdapter.load(source, { token: TOKEN }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RototoError);
    expectNoSecret(error);
  });
});

/** The refusal of a source whose name, as the parser makes it, holds no credential. */
async function refusalOf(url: string, name: string, options: SourceOptions): Promise<RototoError> {
  const source = { kind: "archive", url, subdirectory: undefined, name } as const;
  const { authority } = testAuthority();
  const error: unknown = await archiveAdapter
    .load(source, { certificateAuthorities: authority, ...options })
    .catch((thrown: unknown) => thrown);
  if (error instanceof RototoError) return error;
  throw error;
}

/** Looks at everything that an error holds: message, stack, details and causes, hidden properties too. */
function expectNoSecret(error: unknown): void {
  const shown = inspect(error, { depth: Infinity, showHidden: true });
  expect(shown).not.toMatch(/hunter2/);
  expect(shown).not.toContain(BASIC.slice("Basic ".length));
  expect(shown).not.toContain(BASIC.slice(-6));
}
