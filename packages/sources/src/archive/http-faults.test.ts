import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { archiveAdapter } from "./archive-adapter.js";
import { httpsServer, bytesAnswer, listen, serveBytes } from "@rototo/test-support/https-server";
import { archiveRefusal, archiveSource, loadArchiveFrom } from "./testing/load-archive-from.js";
import { tarGzOfFiles } from "./testing/tar-bytes.js";

const ARCHIVE = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n" });

/** More than a test could wait for in vain, and less than one that works needs. */
const SHORT = { limits: { httpTimeoutMs: 400 } };

function redirect(response: ServerResponse, location: string, status = 302): void {
  response.writeHead(status, { location }).end();
}

describe("a status that is no archive", () => {
  test.each([
    [404, "workspace-not-found", "no such archive: the server answered 404 Not Found"],
    [410, "workspace-not-found", "410 Gone"],
    [400, "source-unavailable", "400 Bad Request"],
    [407, "source-unavailable", "407 Proxy Authentication Required"],
    [429, "source-unavailable", "429 Too Many Requests; the server is busy"],
    [500, "source-unavailable", "500 Internal Server Error; try again later"],
    [503, "source-unavailable", "503 Service Unavailable; the server is busy"],
    [599, "source-unavailable", "the server answered 599;"],
    [204, "source-unavailable", "204 No Content"],
    [206, "source-unavailable", "206 Partial Content"],
    [300, "source-unavailable", "300 Multiple Choices"],
    [302, "source-unavailable", "302 Found"],
    [304, "source-unavailable", "304 Not Modified"],
  ])("%i", async (status, code, message) => {
    const { origin } = await httpsServer((_, response) => response.writeHead(status).end());
    const error = await archiveRefusal(`${origin}/x.tar.gz`);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(error.message.startsWith(`${origin}/x.tar.gz: `)).toBe(true);
    expect(error.details).toEqual({ source: `${origin}/x.tar.gz`, status });
  });

  test("a body without end behind it is not read", async () => {
    let sent = 0;
    const { origin, responses } = await httpsServer((_, response) => {
      response.writeHead(500);
      const chunk = Buffer.alloc(64 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on("drain", more);
      more();
    });
    expect((await archiveRefusal(origin)).message).toContain("500 Internal Server Error");
    await vi.waitFor(() => expect(responses[0]?.destroyed).toBe(true));
    expect(sent).toBeLessThan(20 * 2 ** 20);
  });
});

describe("redirects", () => {
  /** Answers `/<n>` with a redirect to `/<n - 1>`, and `/0` with the archive. */
  function countdown(request: IncomingMessage, response: ServerResponse): void {
    const left = Number(request.url?.slice(1));
    if (left === 0) bytesAnswer(ARCHIVE)(request, response);
    else redirect(response, `/${left - 1}`, [301, 302, 303, 307, 308][left % 5]);
  }

  test("as many as the limit allows are followed", async () => {
    const { origin, requests } = await httpsServer(countdown);
    expect((await loadArchiveFrom(`${origin}/5`)).documents.size).toBe(1);
    expect(requests.map(({ url }) => url)).toEqual(["/5", "/4", "/3", "/2", "/1", "/0"]);
    expect((await loadArchiveFrom(`${origin}/1`, { limits: { redirects: 1 } })).documents.size).toBe(1);
  });

  test.each([
    [6, {}, "there are more than 5 redirects"],
    [1, { limits: { redirects: 0 } }, "there are more than 0 redirects"],
    [2, { limits: { redirects: 1 } }, "there is more than one redirect"],
  ])("one more is too many: %i", async (count, options, message) => {
    const { origin } = await httpsServer(countdown);
    const error = await archiveRefusal(`${origin}/${count}`, options);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain(message);
  });

  test.each([
    ["to itself", (request: IncomingMessage) => request.url ?? ""],
    ["between two", (request: IncomingMessage) => (request.url === "/a" ? "/b" : "/a")],
  ])("a loop %s", async (_, next) => {
    const { origin, requests } = await httpsServer((request, response) => redirect(response, next(request)));
    const error = await archiveRefusal(`${origin}/a`);
    expect(error).toMatchObject({
      code: "source-unavailable",
      message: expect.stringContaining("in a circle") as string,
    });
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ["http://localhost:1/x.tar.gz?sig=hunter2", "the server redirects to plain http://;"],
    ["http://hunter2.example.com", "the server redirects to plain http://;"],
    ["file:///etc/passwd", "a scheme other than https://"],
    ["hunter2:x", "a scheme other than https://"],
  ])("to %s is refused", async (location, message) => {
    const { origin } = await httpsServer((_, response) => redirect(response, location));
    const error = await archiveRefusal(origin);
    expect(error.code).toBe("source-unsafe");
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("hunter2");
  });

  test("to what is no URL", async () => {
    const { origin } = await httpsServer((_, response) => redirect(response, "https://[hunter2"));
    expect((await archiveRefusal(origin)).message).toMatch(/redirects to what is no URL(?!.*hunter2)/);
  });

  test("to where nobody listens: the target is not blamed on the source's name", async () => {
    const { origin } = await httpsServer((_, response) => redirect(response, "https://localhost:1/x?sig=hunter2"));
    const error = await archiveRefusal(origin);
    expect(error).toMatchObject({ code: "source-unavailable", details: { source: origin, reason: "ECONNREFUSED" } });
    expect(error.message).not.toContain("hunter2");
  });
});

describe("too slow", () => {
  const stall = (): void => undefined;
  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ["no headers", stall],
    ["a body that never comes", (_, response) => response.writeHead(200).flushHeaders()],
    [
      "a body that stops",
      (_, response) => response.writeHead(200, { "content-length": ARCHIVE.length }).write(ARCHIVE.subarray(0, 30)),
    ],
    ["a body that drips", (_, response) => void drip(response)],
    [
      "an error whose redirect target stalls",
      (request, response) => (request.url === "/" ? redirect(response, "/slow") : stall()),
    ],
  ])("%s", async (_, answer) => {
    const { origin } = await httpsServer(answer);
    const error = await archiveRefusal(origin, SHORT);
    expect(error.code).toBe("source-timeout");
    expect(error.message).toBe(
      `${origin}: the server did not answer in full within 0.4 s; try again, or raise limits.httpTimeoutMs`,
    );
    expect(error.details).toEqual({ source: origin, limit: "httpTimeoutMs", allowed: 400 });
  });

  test("no TLS handshake", async () => {
    const port = await listen(createTcpServer());
    expect((await archiveRefusal(`https://localhost:${port}`, SHORT)).code).toBe("source-timeout");
  });

  test("the time is for each request, so that redirects do not use up the download's", async () => {
    const { origin } = await httpsServer((request, response) => {
      void setTimeout(700).then(() => {
        if (request.url === "/") redirect(response, "/x");
        else bytesAnswer(ARCHIVE)(request, response);
      });
    });
    expect((await loadArchiveFrom(origin, { limits: { httpTimeoutMs: 1300 } })).documents.size).toBe(1);
  });

  async function drip(response: ServerResponse): Promise<void> {
    response.writeHead(200);
    for (const byte of ARCHIVE) {
      if (response.destroyed) return;
      response.write(Buffer.from([byte]));
      await setTimeout(20);
    }
  }
});

describe("cut off", () => {
  test.each<[string, Record<string, string>]>([
    ["with content-length", { "content-length": String(ARCHIVE.length) }],
    ["chunked", { "transfer-encoding": "chunked" }],
  ])("%s: the connection is at fault", async (_, headers) => {
    const { origin } = await httpsServer((__, response) => {
      response.writeHead(200, headers).write(ARCHIVE.subarray(0, 40), () => response.destroy());
    });
    const error = await archiveRefusal(origin);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("the connection was closed before everything had arrived");
  });

  test("ended by closing the connection: the content is at fault", async () => {
    const { origin } = await httpsServer((_, response) => {
      response.shouldKeepAlive = false;
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200).end(ARCHIVE.subarray(0, 40));
    });
    expect((await archiveRefusal(origin)).message).toContain("damaged or ends too early");
  });

  test("before the headers", async () => {
    const { origin } = await httpsServer((_, response) => response.destroy());
    expect((await archiveRefusal(origin)).message).toContain("was closed before everything had arrived");
  });
});

describe("too large", () => {
  test("by content-length: nothing of it is read", async () => {
    const { origin } = await httpsServer((_, response) => {
      response.writeHead(200, { "content-length": 51 * 2 ** 20 }).flushHeaders();
    });
    const error = await archiveRefusal(origin);
    expect(error.code).toBe("source-too-large");
    expect(error.message).toContain(
      "the archive to download is larger than 50 MiB; pack the workspace only, or raise limits.downloadBytes",
    );
  });

  test("without content-length: at the limit", async () => {
    // Zeros, stored as they are (RFC 1951 section 3.2.4): more of the tar's end, for ever.
    const stored = Buffer.concat([Buffer.from([0, 0xff, 0xff, 0, 0]), Buffer.alloc(0xffff)]);
    const { origin, responses } = await httpsServer((_, response) => {
      response.writeHead(200).write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
      const more = (): void => {
        while (!response.destroyed && response.write(stored));
      };
      response.on("drain", more);
      more();
    });
    const error = await archiveRefusal(origin, { limits: { downloadBytes: 300_000 } });
    expect(error.code).toBe("source-too-large");
    await vi.waitFor(() => expect(responses[0]?.destroyed).toBe(true));
  });

  test("headers beyond what is taken", async () => {
    const { origin } = await httpsServer((_, response) => response.writeHead(200, { x: "x".repeat(100_000) }).end());
    expect(await archiveRefusal(origin)).toMatchObject({
      code: "source-unavailable",
      details: { reason: "UND_ERR_HEADERS_OVERFLOW" },
    });
  });
});

describe("no connection", () => {
  test.each([
    ["https://nowhere.invalid/x.tar.gz", /the host name is not known|the name server does not answer/],
    ["https://localhost:1/x.tar.gz", /the connection was refused \(ECONNREFUSED\)/],
  ])("%s", async (url, message) => {
    const error = await archiveRefusal(url);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toMatch(message);
  });

  test("a server without TLS", async () => {
    const port = await listen(createHttpServer());
    const error = await archiveRefusal(`https://localhost:${port}`);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("no secure connection could be made");
  });

  test("an authority that is not trusted", async () => {
    const { origin } = await serveBytes(ARCHIVE);
    const other = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    await expect(archiveAdapter.load(archiveSource(origin), {})).rejects.toMatchObject({
      code: "source-unavailable",
      message: expect.stringMatching(/certificate is not trusted .*NODE_EXTRA_CA_CERTS/) as string,
    });
    for (const pem of ["", "no certificate", other]) {
      const error = await archiveRefusal(origin, { certificateAuthorities: pem });
      expect(error).toMatchObject({
        code: "source-invalid",
        message: expect.stringContaining("authorities hold") as string,
      });
    }
  });
});

describe("the caller's signal", () => {
  const reason = new Error("enough");

  test("while the connection is made: nothing is left of it", async () => {
    const controller = new AbortController();
    const sockets: Socket[] = [];
    const server = createTcpServer((socket) => sockets.push(socket.resume()));
    const port = await listen(server);
    const loading = loadArchiveFrom(`https://localhost:${port}`, { signal: controller.signal });
    const rejected = expect(loading).rejects.toBe(reason);
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    controller.abort(reason);
    await rejected;
    await vi.waitFor(() => expect(sockets[0]?.closed).toBe(true));
  });

  test("before", async () => {
    await expect(loadArchiveFrom("https://localhost:1", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["while the headers are awaited", () => undefined],
    ["while the body comes", (response) => response.writeHead(200).write(ARCHIVE.subarray(0, 30))],
  ])("%s", async (_, answer) => {
    const controller = new AbortController();
    const { origin, responses } = await httpsServer((__, response) => answer(response));
    const loading = expect(loadArchiveFrom(origin, { signal: controller.signal })).rejects.toBe(reason);
    await vi.waitFor(() => expect(responses).toHaveLength(1));
    controller.abort(reason);
    await loading;
    await vi.waitFor(() => expect(responses[0]?.destroyed).toBe(true));
  });
});
