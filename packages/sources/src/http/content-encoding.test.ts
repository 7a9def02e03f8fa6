import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { tarGzOfFiles, tarOfFiles } from "../archive/testing/tar-bytes.js";
import { snapshotText } from "../snapshot/testing/snapshot-text.js";
import { serveBytes } from "@rototo/test-support/https-server";
import { failureOf, load, loadAny } from "../testing/load-text.js";
import { testAuthority } from "@rototo/test-support/test-authority";

const FILES = { "rototo-workspace.toml": "schema_version = 1\n" };
const OPTIONS = { certificateAuthorities: testAuthority().authority };
const SNAPSHOT = Buffer.from(snapshotText({ a: "b" }));

async function serve(name: string, body: Buffer, encoding: string): Promise<string> {
  const { origin } = await serveBytes(body, { "content-encoding": encoding });
  return `${origin}/${name}`;
}

const ENCODERS: [string, (bytes: Buffer) => Buffer][] = [
  ["gzip", gzipSync],
  ["X-GZip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", (bytes) => bytes],
  ["deflate, gzip", (bytes) => gzipSync(deflateSync(bytes))],
];

describe("what a server compressed on its own is as if it had not", () => {
  test.each(ENCODERS)("%s", async (encoding, encode) => {
    expect((await loadAny(await serve("x.snapshot.json", encode(SNAPSHOT), encoding), OPTIONS)).snapshot).toBeDefined();
    const archive = await serve("x.tar.gz", encode(tarGzOfFiles(FILES)), encoding);
    expect((await load(archive, OPTIONS)).documents.size).toBe(1);
  });

  test.each(ENCODERS.filter(([encoding]) => encoding !== "identity"))(
    "also where it means by %s that the archive itself is compressed",
    async (encoding, encode) => {
      const archive = await serve("x.tar.gz", encode(tarOfFiles(FILES)), encoding);
      expect((await load(archive, OPTIONS)).documents.size).toBe(1);
    },
  );
});

describe("the limits are those of everything else", () => {
  const limits = { downloadBytes: 20_000, extractedBytes: 50_000, entries: 10 };
  const bomb = Buffer.alloc(5_000_000);

  test.each(ENCODERS.slice(0, 4))("%s", async (encoding, encode) => {
    for (const name of ["x.snapshot.json", "x.tar.gz"]) {
      const url = await serve(name, encode(gzipSync(encode(bomb))), `${encoding}, gzip, ${encoding}`);
      expect((await failureOf(url, { ...OPTIONS, limits })).code).toBe("source-too-large");
    }
    const url = await serve("x.tar.gz", encode(tarGzOfFiles({ ...FILES, "large.bin": bomb })), encoding);
    expect((await failureOf(url, { ...OPTIONS, limits })).code).toBe("source-too-large");
  });
});

describe("what is not encoded as the server says", () => {
  test.each(["gzip", "deflate", "br"])("%s", async (encoding) => {
    for (const body of [SNAPSHOT, Buffer.alloc(0), gzipSync(SNAPSHOT).subarray(0, 30)]) {
      const url = await serve("x.snapshot.json", body, encoding);
      expect(["source-unavailable", "snapshot-invalid"]).toContain((await failureOf(url, OPTIONS)).code);
    }
    expect((await failureOf(await serve("x.tar.gz", SNAPSHOT, encoding), OPTIONS)).code).toMatch(/^source-/);
  });

  test.each(["zstd", "gzip, zstd", "gzip, gzip, gzip, gzip"])("%s is refused", async (encoding) => {
    const error = await failureOf(await serve("x.snapshot.json", SNAPSHOT, encoding), OPTIONS);
    expect(error.code).toBe("source-unavailable");
    expect(error.message).toContain("the server sends its answer");
  });
});
