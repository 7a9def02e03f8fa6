import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { loadArchiveFrom } from "../archive/testing/load-archive-from.js";
import { tarGzOfFiles } from "../archive/testing/tar-bytes.js";
import { everythingIn, failureOf, probe } from "../testing/load-text.js";
import { rawTlsServer } from "@rototo/test-support/raw-tls-server";
import { testAuthority } from "@rototo/test-support/test-authority";

const ARCHIVE = tarGzOfFiles({ "rototo-workspace.toml": "schema_version = 1\n" });
const OPTIONS = { token: "hunter2-token", certificateAuthorities: testAuthority().authority };

/** What the request said, as a server that repeats everything says it. */
const echoed = (request: string): string => /^authorization: (.*)$/im.exec(request)?.[1] ?? "";

const ANSWERS: Readonly<Record<string, (request: string, socket: Socket) => void>> = {
  "the banner of an ssh server": (_, socket) => socket.end("SSH-2.0-OpenSSH_9.2p1 Debian\r\n"),
  "nothing at all": (_, socket) => socket.end(),
  "a line of zeros": (_, socket) => socket.end("\0".repeat(200)),
  "a status that is none": (request, socket) => socket.end(`HTTP/1.1 abc ${echoed(request)}\r\n\r\n`),
  "HTTP/2 without being asked": (_, socket) => socket.end("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  "a negative length": (_, socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"),
  "a length that is no number": (_, socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 1e3\r\n\r\nabc"),
  "two lengths": (_, socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
  "a length and chunks": (_, socket) =>
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
  "a chunk size that is none": (request, socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz ${echoed(request)}\r\nabc\r\n`),
  "a chunk size beyond all": (_, socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"f".repeat(40)}\r\nabc\r\n`),
  "a chunk that is cut": (_, socket) =>
    socket.end(
      Buffer.concat([
        Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"),
        ARCHIVE.subarray(0, 60),
      ]),
    ),
  "a header without a name": (request, socket) => socket.end(`HTTP/1.1 200 OK\r\n: ${echoed(request)}\r\n\r\nabc`),
  "a header with a NUL": (request, socket) => socket.end(`HTTP/1.1 200 OK\r\nx: \0${echoed(request)}\r\n\r\nabc`),
  "headers without end": (request, socket) =>
    socket.end(`HTTP/1.1 200 OK\r\n${`x: ${echoed(request)}\r\n`.repeat(20_000)}\r\n`),
  "a header that is too long": (request, socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nx: ${echoed(request).repeat(10_000)}\r\n\r\n`),
  "a reset in the headers": (_, socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Le", () => socket.destroy());
  },
  "a reset in the body": (_, socket) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${ARCHIVE.length}\r\n\r\n`;
    socket.write(Buffer.concat([Buffer.from(head), ARCHIVE.subarray(0, 60)]), () => socket.destroy());
  },
  "an upgrade": (_, socket) =>
    socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\nabc"),
  "only an interim status": (_, socket) => socket.end("HTTP/1.1 103 Early Hints\r\n\r\n"),
  "a status of zero": (request, socket) => socket.end(`HTTP/1.1 000 ${echoed(request)}\r\n\r\n`),
  "bytes after the body": (request, socket) =>
    socket.end(`HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n${echoed(request)} more`),
};

describe("an answer that is not HTTP is the server's fault, and shows nothing of what was sent", () => {
  test.each(Object.keys(ANSWERS))("%s", async (name) => {
    const origin = await rawTlsServer(ANSWERS[name]!);
    for (const path of ["x.tar.gz", "x.snapshot.json"]) {
      const error = await failureOf(`${origin}/${path}`, OPTIONS);
      expect(error).toMatchObject({ code: "source-unavailable" });
      expect(everythingIn(error)).not.toContain("hunter2");
      // A probe reads no body.
      expect(["unknown", "changed"]).toContain(await probe(`${origin}/${path}`, 'http:"1"', OPTIONS));
    }
  });

  test("while one that is loads", async () => {
    const origin = await rawTlsServer((_, socket) =>
      socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${ARCHIVE.length}\r\n\r\n`), ARCHIVE])),
    );
    expect((await loadArchiveFrom(`${origin}/x.tar.gz`, OPTIONS)).documents.size).toBe(1);
  });
});
