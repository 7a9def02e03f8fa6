import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { httpsServer, bytesAnswer } from "@rototo/test-support/https-server";
import { loadArchiveFrom, probeArchiveAt } from "./testing/load-archive-from.js";
import { tarGzOfFiles } from "./testing/tar-bytes.js";

const ONE = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n" });
const TWO = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n", "qualifiers/a.toml": "" });
const MONDAY = "Mon, 06 Jul 2020 08:00:00 GMT";
const TUESDAY = "Tue, 07 Jul 2020 08:00:00 GMT";

/** A server that keeps conditions, as RFC 9110 has it. */
function conditional(version: () => { etag?: string; modified?: string; body: Buffer }): RequestListener {
  return (request, response) => {
    const { etag, modified, body } = version();
    const headers = { ...(etag ? { etag } : {}), ...(modified ? { "last-modified": modified } : {}) };
    const { "if-none-match": match, "if-modified-since": since } = request.headers;
    const same =
      match === undefined
        ? since !== undefined && since === modified
        : match.replace("W/", "") === etag?.replace("W/", "");
    if (same) response.writeHead(304, headers).end();
    else bytesAnswer(body, headers)(request, response);
  };
}

function methods(requests: readonly IncomingMessage[]): string[] {
  return requests.map(({ method = "" }) => method);
}

describe("a server with validators", () => {
  test.each([
    ["a strong tag", { etag: '"one"', modified: MONDAY }, { etag: '"two"', modified: TUESDAY }, 'http:"one"'],
    ["a weak tag", { etag: 'W/"one"' }, { etag: 'W/"two"' }, 'http:W/"one"'],
    ["a date", { modified: MONDAY }, { modified: TUESDAY }, `http:${MONDAY}`],
    [
      "a tag without quotes is none",
      { etag: "one", modified: MONDAY },
      { etag: "two", modified: TUESDAY },
      `http:${MONDAY}`,
    ],
    ["an empty tag is none", { etag: '""', modified: MONDAY }, { etag: '""', modified: TUESDAY }, `http:${MONDAY}`],
  ])("%s", async (_, first, second, fingerprint) => {
    let version: { etag?: string; modified?: string; body: Buffer } = { ...first, body: ONE };
    const { origin, requests } = await httpsServer(conditional(() => version));
    expect((await loadArchiveFrom(origin)).fingerprint).toBe(fingerprint);
    expect(await probeArchiveAt(origin, fingerprint)).toBe("unchanged");
    version = { ...second, body: TWO };
    expect(await probeArchiveAt(origin, fingerprint)).toBe("changed");
    expect(methods(requests)).toEqual(["GET", "HEAD", "HEAD"]);
    expect((await loadArchiveFrom(origin)).documents.size).toBe(2);
  });

  test("a strong tag that became weak on the way is the same", async () => {
    const { origin } = await httpsServer(bytesAnswer(ONE, { etag: 'W/"one"' }));
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unchanged");
  });

  test("conditions that the server does not know are replaced by what it says", async () => {
    const { origin, requests } = await httpsServer(bytesAnswer(ONE, { etag: '"one"' }));
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unchanged");
    expect(await probeArchiveAt(origin, 'http:"zero"')).toBe("changed");
    expect(methods(requests)).toEqual(["HEAD", "HEAD"]);
  });

  test("conditions survive a redirect", async () => {
    const { origin } = await httpsServer((request, response) => {
      if (request.url === "/") response.writeHead(302, { location: "/x" }).end();
      else conditional(() => ({ etag: '"one"', body: ONE }))(request, response);
    });
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unchanged");
  });

  test("a tag that changes every time: always changed, always loaded", async () => {
    let count = 0;
    const { origin } = await httpsServer((request, response) => {
      count += 1;
      bytesAnswer(ONE, { etag: `"${count}"` })(request, response);
    });
    const { fingerprint } = await loadArchiveFrom(origin);
    expect(await probeArchiveAt(origin, fingerprint)).toBe("changed");
    expect((await loadArchiveFrom(origin)).documents).toEqual((await loadArchiveFrom(origin)).documents);
  });
});

describe("HEAD is not allowed", () => {
  test.each([400, 403, 404, 405, 501])("by %i: a conditional GET whose body is not read", async (status) => {
    let etag = '"one"';
    const big = Buffer.alloc(40 * 2 ** 20);
    const { origin, requests } = await httpsServer((request, response) => {
      if (request.method === "HEAD") response.writeHead(status).end();
      else conditional(() => ({ etag, body: big }))(request, response);
    });
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unchanged");
    etag = '"two"';
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("changed");
    expect(methods(requests)).toEqual(["HEAD", "GET", "HEAD", "GET"]);
  });

  test("or says nothing about the version", async () => {
    const { origin } = await httpsServer((request, response) => {
      if (request.method === "HEAD") response.writeHead(200).end();
      else conditional(() => ({ etag: '"one"', body: ONE }))(request, response);
    });
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unchanged");
  });

  test("a server that lost its validators has changed", async () => {
    const { origin } = await httpsServer(bytesAnswer(ONE));
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("changed");
  });
});

describe("a server without validators", () => {
  test("is known by its content", async () => {
    let body = ONE;
    const { origin } = await httpsServer((request, response) => bytesAnswer(body)(request, response));
    const { fingerprint } = await loadArchiveFrom(origin);
    expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await probeArchiveAt(origin, fingerprint)).toBe("unchanged");
    // Packed anew, with another file that does not belong to the workspace.
    body = tarGzOfFiles({ "README.md": "new", "rototo-workspace.toml": "schema_version = 1\n" });
    expect(await probeArchiveAt(origin, fingerprint)).toBe("unchanged");
    body = TWO;
    expect(await probeArchiveAt(origin, fingerprint)).toBe("changed");
  });
});

describe("what could not be told is unknown", () => {
  test.each([401, 429, 500, 503])("status %i", async (status) => {
    const { origin, requests } = await httpsServer((_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(status).end(),
    );
    expect(await probeArchiveAt(origin, 'http:"one"')).toBe("unknown");
    expect(requests).toHaveLength(1);
    expect(await probeArchiveAt(origin, `sha256:${"0".repeat(64)}`)).toBe("unknown");
  });

  test("no answer, no connection, no archive, and a fingerprint of another kind of source", async () => {
    const stalled = await httpsServer(() => undefined);
    const limits = { httpTimeoutMs: 200 };
    expect(await probeArchiveAt(stalled.origin, 'http:"one"', { limits })).toBe("unknown");
    expect(await probeArchiveAt("https://localhost:1", 'http:"one"')).toBe("unknown");
    const { origin, requests } = await httpsServer(bytesAnswer(Buffer.from("no archive")));
    expect(await probeArchiveAt(origin, "sha256:0")).toBe("unknown");
    expect(await probeArchiveAt(origin, "git:4f2a")).toBe("unknown");
    expect(await probeArchiveAt(origin, "http:x\r\ny: z")).toBe("unknown");
    expect(requests).toHaveLength(1);
  });

  test("but an aborted probe rejects with the reason", async () => {
    const reason = new Error("enough");
    await expect(
      probeArchiveAt("https://localhost:1", 'http:"one"', { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
});

describe("a date has no more than seconds", () => {
  const now = Date.parse(MONDAY);

  test("a second version of one second is not lost", async () => {
    let body = ONE;
    let clock = now;
    const { origin } = await httpsServer((request, response) => {
      response.sendDate = false;
      response.setHeader("date", new Date(clock).toUTCString());
      conditional(() => ({ modified: MONDAY, body }))(request, response);
    });
    const { fingerprint } = await loadArchiveFrom(origin);
    expect(await probeArchiveAt(origin, fingerprint)).toBe("unchanged");
    body = TWO;
    clock += 60_000;
    expect(await probeArchiveAt(origin, fingerprint)).toBe("changed");
    // From here on nobody can get the same date any more.
    expect((await loadArchiveFrom(origin)).fingerprint).toBe(`http:${MONDAY}`);
  });

  test("a server that does not say what time it is has none that names a version", async () => {
    const { origin } = await httpsServer((request, response) => {
      response.sendDate = false;
      conditional(() => ({ modified: MONDAY, body: ONE }))(request, response);
    });
    expect((await loadArchiveFrom(origin)).fingerprint).toMatch(/^sha256:/);
  });
});
