import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { beforeEach, expect, test, vi } from "vitest";
import { tarGzOfFiles } from "../archive/testing/tar-bytes.js";
import { snapshotText } from "../snapshot/testing/snapshot-text.js";
import { httpsServer, listen } from "../testing/https-server.js";
import { failureOf, load, loadAny, probe } from "../testing/load-text.js";
import { proxyServer } from "../testing/proxy-server.js";
import { testAuthority } from "../testing/test-authority.js";

const ARCHIVE = tarGzOfFiles({ "config/rototo-workspace.toml": "schema_version = 1\n" });

beforeEach(() => {
  for (const name of ["https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

/** Its port, and what it was asked. */
async function plainServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const port = await listen(
    createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    }),
  );
  return { port, requests };
}

test("an archive and a snapshot of this machine are read over plain http, with the token", async () => {
  const { port, requests } = await plainServer(({ url }, response) => {
    response.setHeader("etag", '"1"');
    response.end(url === "/x.tar.gz" ? ARCHIVE : snapshotText({}));
  });
  for (const host of ["localhost", "127.0.0.1"]) {
    const { documents } = await load(`http://${host}:${port}/x.tar.gz`, { token: "hunter2" });
    expect([...documents.keys()]).toEqual(["rototo-workspace.toml"]);
    expect(await probe(`http://${host}:${port}/x.tar.gz`, 'http:"1"', { token: "hunter2" })).toBe("unchanged");
    expect((await loadAny(`http://${host}:${port}/x.snapshot.json`, { token: "hunter2" })).snapshot).toBeDefined();
  }
  expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer hunter2"]));
});

test("no proxy is asked for it", async () => {
  const proxy = await proxyServer("http");
  const { port } = await plainServer((_, response) => response.end(ARCHIVE));
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "http_proxy"]) vi.stubEnv(name, `http://localhost:${proxy.port}`);
  expect((await load(`http://localhost:${port}/x.tar.gz`)).documents.size).toBe(1);
  expect(proxy.requests).toEqual([]);
});

test("a redirect leads to this machine or to https, the token stays behind, and nothing leads back to plain http", async () => {
  const seen: (string | undefined)[] = [];
  const target = await plainServer(({ headers }, response) => {
    seen.push(headers.authorization);
    response.end(ARCHIVE);
  });
  const secure = await httpsServer(({ url, headers }, response) => {
    seen.push(headers.authorization);
    if (url === "/x.tar.gz") response.end(ARCHIVE);
    else response.writeHead(302, { location: `http://localhost:${target.port}/x.tar.gz` }).end();
  });
  const locations: Readonly<Record<string, string>> = {
    "/plain": `http://127.0.0.1:${target.port}/x.tar.gz`,
    "/secure": `${secure.origin}/x.tar.gz`,
    "/there-and-back": `${secure.origin}/back`,
    "/out": "http://example.com/hunter2.tar.gz",
  };
  const first = await plainServer(({ url = "" }, response) =>
    response.writeHead(302, { location: locations[url] }).end(),
  );
  const options = { token: "hunter2", certificateAuthorities: testAuthority().authority };
  for (const path of ["plain", "secure"]) await load(`http://localhost:${first.port}/${path}`, options);
  expect(seen).toEqual([undefined, undefined]);
  const refused = [
    ...["out", "there-and-back"].map((path) => `http://localhost:${first.port}/${path}`),
    `${secure.origin}/back`,
  ];
  for (const text of refused) {
    const error = await failureOf(text, options);
    expect(error.code).toBe("source-unsafe");
    expect(error.message).toContain("the server redirects to plain http://;");
    expect(error.message).not.toContain("hunter2");
  }
});
