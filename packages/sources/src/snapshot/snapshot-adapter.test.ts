import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { RototoError } from "@rototo/core";
import { describe, expect, test, vi } from "vitest";
import type { LoadedSource } from "../loaded-source.js";
import type { SourceOptions } from "../source-options.js";
import { bytesAnswer, httpsServer, serveBytes } from "../testing/https-server.js";
import { everythingIn, failureOf, loadAny, probe } from "../testing/load-text.js";
import { temporaryDirectory } from "../testing/temporary-directory.js";
import { withoutRootPrivileges } from "../testing/without-root-privileges.js";
import { testAuthority } from "../testing/test-authority.js";
import { snapshotText } from "./testing/snapshot-text.js";

const TEXT = snapshotText({ a: "one" });
const OTHER = snapshotText({ a: "two" });
const TOKEN = "hunter2-token";

function trusting(options: SourceOptions = {}): SourceOptions {
  return { certificateAuthorities: testAuthority().authority, ...options };
}

function fileOf(content: string | Uint8Array): string {
  return join(temporaryDirectory({ "x.snapshot.json": content }), "x.snapshot.json");
}

/** What refuses content is the same wherever it comes from. */
const PLACES: [string, (content: string | Uint8Array) => Promise<RototoError>][] = [
  ["in a file", (content) => failureOf(fileOf(content))],
  [
    "on a server",
    async (content) => failureOf(`${(await serveBytes(Buffer.from(content))).origin}/x.snapshot.json`, trusting()),
  ],
];

describe.each(PLACES)("content that is refused, %s", (_, refusalOf) => {
  const damaged = TEXT.replace('"one"', '"won"');
  const newer = TEXT.replace('"format_version":"1.0"', '"format_version":"2.3"');
  test.each<[string, string | Uint8Array, RegExp]>([
    ["nothing", "", /damaged, cut off or not JSON at all: fetch it again, or build it again with `rototo build`/],
    ["cut off", TEXT.slice(0, 200), /damaged, cut off/],
    ["damaged", damaged, /does not have the hash that it states/],
    ["bytes that are no text", Buffer.from([...Buffer.from(TEXT), 0xff]), /not UTF-8/],
    ["a web page", "<html>log in, hunter2</html>", /not JSON at all/],
    ["other JSON", '{"hello":"hunter2"}', /not a rototo snapshot: name a file that `rototo build` wrote/],
    ["a newer format", newer, /a newer rototo wrote format 2\.x, and this one reads 1\.x/],
  ])("%s", async (__, content, message) => {
    const error = await refusalOf(content);
    expect(error.code).toBe("snapshot-invalid");
    expect(error.message).toMatch(message);
    expect(everythingIn(error)).not.toContain("hunter2");
  });
});

describe("a file", () => {
  test("is read, also through a link and with the BOM of an editor", async () => {
    const file = fileOf(`\uFEFF${TEXT}`);
    const link = join(temporaryDirectory(), "current.snapshot.json");
    symlinkSync(file, link);
    for (const text of [file, `file://${file}`, link]) {
      const { snapshot, ...rest } = await loadAny(text);
      expect(snapshot?.workspace.catalogs).toEqual([{ id: "files", entries: [{ key: "a", value: "one" }] }]);
      expect(snapshot).toMatchObject({ source: "./config", fingerprint: "git:0123" });
      expect(rest).toEqual({
        fingerprint: expect.stringMatching(/^sha256:/) as string,
        immutable: false,
        name: text.replace("file://", ""),
      });
    }
  });

  test("of the same workspace from another version is another version", async () => {
    const file = fileOf(TEXT);
    const { fingerprint } = await loadAny(file);
    writeFileSync(file, snapshotText({ a: "one" }, "git:4567"));
    expect(await probe(file, fingerprint)).toBe("changed");
  });

  test("that is damaged was changed, says a probe, and a load says the rest", async () => {
    const file = fileOf(TEXT);
    const { fingerprint } = await loadAny(file);
    writeFileSync(file, TEXT.slice(0, 100));
    expect(await probe(file, fingerprint)).toBe("changed");
    expect((await failureOf(file)).code).toBe("snapshot-invalid");
  });

  test("that is not there, or no file", async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, "folder.snapshot.json"));
    const missing = await failureOf(join(directory, "x.snapshot.json"));
    expect(missing).toMatchObject({ code: "workspace-not-found" });
    expect(missing.message).toContain("no such snapshot");
    const folder = await failureOf(join(directory, "folder.snapshot.json"));
    expect(folder).toMatchObject({ code: "source-unavailable" });
    expect(folder.message).toContain("it is not a file");
  });

  test("that this user may not read", async () => {
    const file = fileOf(TEXT);
    chmodSync(file, 0o000);
    const error = await withoutRootPrivileges(() => failureOf(file));
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("this user may not read it");
  });
});

describe("a server", () => {
  /** Keeps conditions, as RFC 9110 has it. */
  function versioned(current: () => { etag: string; text: string }): RequestListener {
    return (request, response) => {
      const { etag, text } = current();
      if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
      else bytesAnswer(Buffer.from(text), { etag })(request, response);
    };
  }

  function asked(requests: readonly IncomingMessage[]): (string | undefined)[] {
    return requests.map(({ method, headers }) => `${method ?? ""} ${headers["if-none-match"] ?? ""}`.trim());
  }

  test("that keeps conditions is asked for what is new only", async () => {
    let current = { etag: '"1"', text: TEXT };
    const { origin, requests } = await httpsServer(versioned(() => current));
    const source = `${origin}/x.snapshot.json?channel=stable`;
    const first = await loadAny(source, trusting());
    expect(first).toMatchObject({ fingerprint: 'http:"1"', name: `${origin}/x.snapshot.json?channel=***` });
    expect(await probe(source, first.fingerprint, trusting())).toBe("unchanged");
    current = { etag: '"2"', text: OTHER };
    expect(await probe(source, first.fingerprint, trusting())).toBe("changed");
    expect(valueIn(await loadAny(source, trusting()))).toBe("two");
    expect(asked(requests)).toEqual(["GET", 'HEAD "1"', 'HEAD "1"', "GET"]);
    expect(requests.every(({ url }) => url === "/x.snapshot.json?channel=stable")).toBe(true);
  });

  test("gets the token, and nobody that it redirects to", async () => {
    const target = await serveBytes(Buffer.from(TEXT));
    const { origin, requests } = await httpsServer((_, response) => {
      response.writeHead(302, { location: `${target.origin}/y` }).end();
    });
    expect(valueIn(await loadAny(`${origin}/x.snapshot.json`, trusting({ token: TOKEN })))).toBe("one");
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`]);
    expect(target.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void, string, RegExp]>([
    ["has none", (_, response) => response.writeHead(404).end(), "workspace-not-found", /no such snapshot: .* 404/],
    ["refuses", (_, response) => response.writeHead(403).end(), "source-denied", /may read the snapshot/],
    ["is broken", (_, response) => response.writeHead(500).end(), "source-unavailable", /500/],
    ["is silent", () => undefined, "source-timeout", /within 0\.4 s/],
    [
      "hangs up",
      (_, response) => response.writeHead(200, { "content-length": 10_000 }).write("{", () => response.destroy()),
      "source-unavailable",
      /closed before everything had arrived/,
    ],
    [
      "leads to plain http",
      (_, response) => response.writeHead(302, { location: "http://localhost/x?hunter2" }).end(),
      "source-unsafe",
      /plain http/,
    ],
  ])("that %s", async (_, answer, code, message) => {
    const { origin } = await httpsServer(answer);
    const source = `${origin.replace("://", "://ada:hunter2@")}/x.snapshot.json?sig=hunter2`;
    const error = await failureOf(source, trusting({ token: TOKEN, limits: { httpTimeoutMs: 400 } }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(everythingIn(error)).not.toContain("hunter2");
    expect(await probe(source, 'http:"1"', trusting({ limits: { httpTimeoutMs: 400 } }))).toBe("unknown");
  });

  test.each([true, false])("that sends more than is taken (with a length: %s)", async (hasLength) => {
    const { origin, responses } = await httpsServer((_, response) => {
      response.writeHead(200, hasLength ? { "content-length": 2 ** 40 } : {});
      const more = (): void => {
        while (!response.destroyed && response.write(" ".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    const error = await failureOf(`${origin}/x.snapshot.json`, trusting({ limits: { downloadBytes: 2 ** 20 } }));
    expect(error.code).toBe("source-too-large");
    expect(error.message).toContain(
      "the snapshot to download is larger than 1 MiB; build one of a smaller workspace, or raise limits.downloadBytes",
    );
    await vi.waitFor(() => expect(responses[0]?.destroyed).toBe(true));
  });
});

function valueIn({ snapshot }: LoadedSource): unknown {
  return snapshot?.workspace.catalogs[0]?.entries[0]?.value;
}
