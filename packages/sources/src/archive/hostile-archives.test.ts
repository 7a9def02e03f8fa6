import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { httpsServer } from "../testing/https-server.js";
import { prepareLoadInChild } from "./testing/load-in-child.js";
import { paxHeader, TAR_END, tarEntry } from "./testing/tar-bytes.js";
import { testAuthority } from "../testing/test-authority.js";

const MEBIBYTE = 2 ** 20;
const MOST_MEBIBYTES = 300;

/** What the documents of an archive may hold together by default, in MiB. */
const DOCUMENTS = 32;

const MANIFEST = tarEntry({ name: "rototo-workspace.toml", content: "schema_version = 1\n" });
const ZEROS = Buffer.alloc(MEBIBYTE);
/** One character beyond Latin-1 doubles what a string takes. */
const WIDE_TEXT = Buffer.concat([Buffer.from("ā"), Buffer.alloc(MEBIBYTE - 2, "x")]);

function sizeField(bytes: number): string {
  return `${bytes.toString(8).padStart(11, "0")}\0`;
}

function* repeat(part: Buffer, times: number): Generator<Buffer> {
  for (let index = 0; index < times; index++) yield part;
}

function* bigFile(name: string, mebibytes: number, part: Buffer): Generator<Buffer> {
  yield tarEntry({ name, size: sizeField(mebibytes * MEBIBYTE) });
  yield* repeat(part, mebibytes);
}

function* workspaceWith(parts: Iterable<Buffer>): Generator<Buffer> {
  yield MANIFEST;
  yield* parts;
  yield TAR_END;
}

function* entries(count: number, entry: (index: number) => Buffer): Generator<Buffer> {
  for (let index = 0; index < count; index++) yield entry(index);
}

function withPath(path: string): Buffer {
  return Buffer.concat([tarEntry(paxHeader({ path })), tarEntry({ name: "x" })]);
}

const load = prepareLoadInChild();

/** Archives whose parts are made while they are sent, and what a load with the default limits comes to. */
describe("bounded memory, and nothing left behind", () => {
  test.each<[string, () => Iterable<Buffer>, string]>([
    ["a file beyond the limit", () => bigFile("big", 201, ZEROS), "source-too-large"],
    [
      "files beyond the limit together",
      () => entries(40, (n) => Buffer.concat([...bigFile(`big${n}`, 10, ZEROS)])),
      "source-too-large",
    ],
    ["a large file that is not of the workspace", () => workspaceWith(bigFile("big", 199, ZEROS)), "http"],
    [
      "a document beyond the limit",
      () => workspaceWith(bigFile("qualifiers/a.toml", DOCUMENTS + 1, ZEROS)),
      "source-too-large",
    ],
    [
      "a document as large as allowed",
      () => workspaceWith(bigFile("qualifiers/a.toml", DOCUMENTS - 1, WIDE_TEXT)),
      "http",
    ],
    [
      "the same in a directory that is not the workspace",
      () => workspaceWith(bigFile("a/schemas/a.json", DOCUMENTS - 1, WIDE_TEXT)),
      "http",
    ],
    [
      "documents as many as allowed",
      () =>
        workspaceWith(entries(9000, (n) => tarEntry({ name: `lint/${n}.lua`, content: WIDE_TEXT.subarray(0, 3600) }))),
      "http",
    ],
    ["zeros behind the end", () => workspaceWith(repeat(ZEROS, 4000)), "source-too-large"],
    [
      "extended headers without end",
      () => repeat(tarEntry(paxHeader({ comment: "x".repeat(MEBIBYTE - 20) })), 4000),
      "source-too-large",
    ],
    [
      "long names without end",
      () => repeat(tarEntry({ name: "L", type: "L", content: ZEROS }), 4000),
      "source-too-large",
    ],
    [
      "an extended header of 190 MiB",
      () => [tarEntry({ name: "x", type: "x", size: sizeField(190 * MEBIBYTE) }), ...repeat(ZEROS, 190)],
      "source-unsafe",
    ],
    ["entries without end", () => entries(100_000, (n) => tarEntry({ name: `${n}` })), "source-too-large"],
    [
      "entries with the longest paths",
      () => workspaceWith(entries(9999, (n) => withPath(`${"d/".repeat(2000)}${n}`))),
      "http",
    ],
    ["a path of a mebibyte", () => workspaceWith([withPath("a/".repeat(MEBIBYTE / 2 - 20))]), "source-unsafe"],
  ])("%s", async (_, parts, outcome) => {
    for (const headers of outcome === "http" ? [{ etag: '"1"' }, {}] : [{}]) {
      const { origin } = await httpsServer((__, response) => {
        response.writeHead(200, headers);
        void sendCompressed(parts(), response);
      });
      const { peakMebibytes, ...rest } = await load(origin, { certificateAuthorities: testAuthority().authority });
      const expected = outcome === "http" && !("etag" in headers) ? "sha256" : outcome;
      expect(rest).toEqual({ outcome: expected, leftBehind: [], printed: "" });
      expect(peakMebibytes).toBeLessThan(MOST_MEBIBYTES);
    }
  });

  test("a gzip of members without content", async () => {
    const empty = Buffer.from("1f8b080000000000000303000000000000000000", "hex");
    const members = Buffer.concat(Array<Buffer>(50_000).fill(empty));
    const { origin } = await httpsServer(
      (_, response) => void pipeline(Readable.from(repeat(members, 60)), response).catch(() => undefined),
    );
    const { peakMebibytes, outcome } = await load(origin, { certificateAuthorities: testAuthority().authority });
    expect(outcome).toBe("source-too-large");
    expect(peakMebibytes).toBeLessThan(MOST_MEBIBYTES);
  });
});

/** Until all is sent or the client has had enough. */
async function sendCompressed(parts: Iterable<Buffer>, response: ServerResponse): Promise<void> {
  await pipeline(Readable.from(parts), createGzip({ level: 1 }), response).catch(() => undefined);
}
