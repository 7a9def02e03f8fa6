import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Documents } from "@rototo/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SOURCE_LIMITS, type SourceLimits } from "../source-limits.js";
import { selectDocuments } from "../select-documents.js";
import { SourceFailure } from "../source-failure.js";
import { readArchive } from "./read-archive.js";
import { paxHeader, TAR_END, tarEntry, tarOf, tarOfFiles, type TarPiece } from "./testing/tar-bytes.js";

const MANIFEST: TarPiece = { name: "rototo-workspace.toml", content: "schema_version = 1\n" };

interface Reading {
  readonly limits?: Partial<SourceLimits>;
  readonly chunkSize?: number;
  readonly subdirectory?: string;
  readonly tests?: boolean;
}

function read(bytes: Buffer, { limits, chunkSize = 1000, subdirectory, tests }: Reading = {}): Promise<Documents> {
  const chunks = function* (): Generator<Buffer> {
    for (let start = 0; start < bytes.length; start += chunkSize) yield bytes.subarray(start, start + chunkSize);
  };
  const body = Readable.from(chunks());
  const { signal } = new AbortController();
  return readArchive(
    { content: body, wasEncoded: false },
    subdirectory,
    { ...DEFAULT_SOURCE_LIMITS, ...limits },
    selectDocuments(tests),
    signal,
  );
}

async function refusal(bytes: Buffer, reading?: Reading): Promise<SourceFailure> {
  try {
    await read(bytes, reading);
  } catch (error) {
    if (error instanceof SourceFailure) return error;
    throw error;
  }
  throw new Error("the archive was read");
}

describe("an entry is refused by name", () => {
  test.each<[string, TarPiece[], string, string]>([
    ["..", [{ name: "../evil.toml" }], "../evil.toml", "leaves the archive by .."],
    [".. further down", [{ name: "a/../../evil" }], "a/../../evil", "leaves the archive by .."],
    [".. in a directory", [{ name: "a/..", type: "5" }], "a/..", "leaves the archive by .."],
    [".. in the prefix", [{ name: "evil", prefix: "../x" }], "../x/evil", "leaves the archive by .."],
    [".. by pax", [paxHeader({ path: "../../evil" }), { name: "good" }], "../../evil", "leaves the archive by .."],
    [
      ".. by a long name",
      [{ name: "././@LongLink", type: "L", content: "../evil\0" }, { name: "good" }],
      "../evil",
      "leaves the archive by ..",
    ],
    ["absolute", [{ name: "/etc/passwd" }], "/etc/passwd", "absolute path"],
    ["absolute by pax", [paxHeader({ path: "/etc/passwd" }), { name: "good" }], "/etc/passwd", "absolute path"],
    ["a drive", [{ name: "C:evil" }], "C:evil", "drive"],
    ["a backslash", [{ name: "..\\evil" }], "..\\evil", "backslash"],
    ["a NUL by pax", [paxHeader({ path: "good\0/../evil" }), { name: "good" }], "good\0/../evil", "NUL"],
    ["a hard link", [{ name: "lint/l.lua", type: "1" }], "lint/l.lua", "is a hard link"],
    ["a symbolic link", [{ name: "lint/l.lua", type: "2" }], "lint/l.lua", "is a symbolic link"],
    ["a character device", [{ name: "lint/d.lua", type: "3" }], "lint/d.lua", "is a device"],
    ["a block device", [{ name: "lint/d.lua", type: "4" }], "lint/d.lua", "is a device"],
    ["a fifo", [{ name: "lint/f.lua", type: "6" }], "lint/f.lua", "is a pipe"],
    ["a sparse file", [{ name: "lint/s.lua", type: "S" }], "lint/s.lua", "of a kind"],
    [
      "a sparse file by pax",
      [paxHeader({ "GNU.sparse.major": "1" }), { name: "lint/s.lua" }],
      "lint/s.lua",
      "of a kind",
    ],
    ["an unknown kind", [{ name: "lint/u.lua", type: "Z" }], "lint/u.lua", "of a kind"],
    ["no name", [{ name: "" }], "", "without a name"],
    ["only dots", [{ name: "./." }], "./.", "without a name"],
    ["a duplicate", [{ name: "a" }, { name: "a" }], "a", "is there twice"],
    ["a duplicate in other words", [{ name: "a/b" }, { name: "./a//b" }], "./a//b", "is there twice"],
    ["a directory with content", [{ name: "d/", type: "5", content: "x" }], "d/", "directory with content"],
    [
      "one path for all",
      [paxHeader({ path: "x" }, "g"), paxHeader({ a: "" }), { name: "s" }, paxHeader({ a: "" }), { name: "t" }],
      "x",
      "is there twice",
    ],
    ["a path of 5000", [paxHeader({ path: "x".repeat(5000) }), { name: "s" }], "x".repeat(5000), "far too long"],
    [
      "a workspace file among them",
      [{ name: "qualifiers/a.toml", type: "2" }],
      "qualifiers/a.toml",
      "is a symbolic link",
    ],
  ])("%s", async (_, pieces, entry, reason) => {
    const error = await refusal(gzipSync(tarOf(MANIFEST, ...pieces)));
    expect(error.code).toBe("source-unsafe");
    expect(error.options.details).toEqual({ entry });
    expect(error.message).toContain(reason);
    expect(error.message).toContain(JSON.stringify(entry.slice(0, 200)).slice(0, -1));
    expect(error.message.length).toBeLessThan(400);
    expect(error.message).not.toMatch(/[\0\n\u001b]/);
  });
});

describe("what is not of the workspace is passed over, whatever it is", () => {
  const odd: TarPiece[] = [
    { name: "docs/latest", type: "2" },
    { name: "docs/hard", type: "1" },
    { name: "dev/null", type: "3" },
    { name: "sparse", type: "S" },
    { name: "../outside" },
    { name: "/absolute" },
    { name: "C:drive" },
    { name: "docs\\a" },
    { name: "docs/a" },
    { name: "docs/a" },
    { name: "configuration", type: "2" },
  ];
  const own = { name: "config/qualifiers/a.toml", content: "a" };
  const inside = { ...MANIFEST, name: "config/rototo-workspace.toml" };
  const at = (prefix: string, pieces: readonly TarPiece[]) =>
    pieces.map((piece) => (/^[./C]/.test(piece.name) ? piece : { ...piece, name: prefix + piece.name }));

  test.each(["", "repository-1a2b3c/"])("beside a named subdirectory, below %j", async (prefix) => {
    const documents = await read(gzipSync(tarOf(...at(prefix, [...odd, inside, own]))), { subdirectory: "config" });
    expect([...documents.keys()]).toEqual(["qualifiers/a.toml", "rototo-workspace.toml"]);
  });

  test.each([
    [{ name: "config/variables", type: "2" }],
    [{ name: "config/variables/l.toml", type: "1" }],
    [{ name: "config/../../evil" }],
    [{ name: "config/variables\\..\\evil" }],
  ])("but not in it: %o", async (piece) => {
    for (const prefix of ["", "repository-1a2b3c/"]) {
      const bytes = gzipSync(tarOf(...at(prefix, [inside, own, piece])));
      expect((await refusal(bytes, { subdirectory: "config" })).code).toBe("source-unsafe");
    }
  });

  test("at the top, where links and devices lie that are no documents", async () => {
    const links = [
      { name: "CLAUDE.md", type: "2" },
      { name: "docs", type: "2" },
      { name: ".git/hooks", type: "2" },
      { name: "variables/notes", type: "2" },
    ];
    expect([...(await read(gzipSync(tarOf(MANIFEST, ...links)))).keys()]).toEqual(["rototo-workspace.toml"]);
  });

  test("in tests, unless they are asked for", async () => {
    const bytes = gzipSync(tarOf(MANIFEST, { name: "tests/a.json", type: "2" }));
    expect([...(await read(bytes)).keys()]).toEqual(["rototo-workspace.toml"]);
    expect((await refusal(bytes, { tests: true })).code).toBe("source-unsafe");
  });
});

describe("what is no sound archive", () => {
  const whole = tarOf(MANIFEST, { name: "qualifiers/a.toml", content: "a".repeat(2000) });
  const compressed = gzipSync(whole);
  const broken = Buffer.from(compressed);
  broken.writeUInt32LE(1, broken.length - 8);

  test.each<[string, Buffer, string]>([
    ["empty", Buffer.alloc(0), "the answer is empty"],
    ["gzip of nothing", gzipSync(Buffer.alloc(0)), "the archive is empty"],
    ["a web page", Buffer.from("\n<!doctype html><title>Sign in</title>"), "a web page"],
    ["a zip file", Buffer.from("PK\x03\x04…"), "a zip file"],
    ["a plain tar", whole, "not gzip-compressed"],
    ["noise", Buffer.from([0x1f, 0x00, 1, 2, 3]), "not gzip-compressed"],
    ["gzip of noise", gzipSync(Buffer.alloc(4000, "noise")), "not a tar archive"],
    ["gzip of a little noise", gzipSync("noise"), "ends too early"],
    ["the first byte only", compressed.subarray(0, 1), "ends too early"],
    ["half of the gzip data", compressed.subarray(0, compressed.length / 2), "gzip data is damaged or ends too early"],
    ["gzip data without its trailer", compressed.subarray(0, -8), "gzip data is damaged or ends too early"],
    ["a wrong checksum of the gzip data", broken, "gzip data is damaged"],
    ["noise behind the gzip data", Buffer.concat([compressed, Buffer.from("noise")]), "gzip data is damaged"],
    ["a tar cut within a file", gzipSync(whole.subarray(0, 2000)), "ends too early"],
    ["a tar cut between files", gzipSync(whole.subarray(0, 1024)), "ends too early"],
    ["a tar cut within a header", gzipSync(whole.subarray(0, 1100)), "ends too early"],
    ["an entry behind the end", gzipSync(Buffer.concat([whole, tarEntry({ name: "more" })])), "ends too early"],
    [
      "an entry behind the end that is there twice",
      gzipSync(Buffer.concat([whole, tarOf({ name: "qualifiers/a.toml" })])),
      "is there twice",
    ],
    ["noise behind the end", gzipSync(Buffer.concat([whole, Buffer.alloc(1024, "noise")])), "damaged"],
    ["a little noise behind the end", gzipSync(Buffer.concat([whole, Buffer.from("noise")])), "ends too early"],
    ["a wrong checksum of a header", gzipSync(tarOf(MANIFEST, { name: "a", checksum: "000000\0 " })), "damaged"],
    [
      "a size beyond the file",
      gzipSync(tarOf(MANIFEST, { name: "a", size: "00000007777\0", content: "x" })),
      "ends too early",
    ],
    [
      "a size below the file",
      gzipSync(tarOf(MANIFEST, { name: "a", size: "00000000001\0", content: "x".repeat(600) })),
      "damaged",
    ],
    ["a size that is no number", gzipSync(tarOf(MANIFEST, { name: "a", size: "zzz" })), "damaged"],
    ["a negative size", gzipSync(tarOf(MANIFEST, { name: "a", size: sizeInBase256(0xff, 0xfe) })), "damaged"],
    ["a size beyond any number", gzipSync(tarOf(MANIFEST, { name: "a", size: sizeInBase256(0x8f, 0) })), "valid size"],
    [
      "a size that pax calls larger than it is",
      gzipSync(tarOf(MANIFEST, paxHeader({ size: "4000" }), { name: "a", content: "x" })),
      "ends too early",
    ],
    [
      "a size that pax calls larger, so that it holds the next header",
      gzipSync(tarOf(MANIFEST, paxHeader({ size: "1000" }), { name: "a" }, { name: "b", content: "x".repeat(600) })),
      "damaged",
    ],
    [
      "a size that pax calls negative",
      gzipSync(tarOf(MANIFEST, paxHeader({ size: "-5" }), { name: "a", content: "x" })),
      "damaged",
    ],
    [
      "a size that pax gives in no number",
      gzipSync(tarOf(MANIFEST, paxHeader({ size: "0x1" }), { name: "a", content: "x" })),
      "damaged",
    ],
    [
      "an extended header of 5 MiB",
      gzipSync(tarOf(MANIFEST, paxHeader({ comment: "x".repeat(5 * 2 ** 20) }), { name: "a" })),
      "far too long",
    ],
  ])("%s", async (_, bytes, reason) => {
    const error = await refusal(bytes);
    expect(error.code).toBe("source-unsafe");
    expect(error.message).toContain(reason);
  });

  test("an archive of nothing", async () => {
    expect((await read(gzipSync(TAR_END))).size).toBe(0);
    expect((await refusal(gzipSync(TAR_END), { subdirectory: "config" })).code).toBe("workspace-not-found");
  });

  test("several gzip members are one file", async () => {
    const members = Buffer.concat([gzipSync(whole.subarray(0, 700)), gzipSync(whole.subarray(700))]);
    expect((await read(members)).size).toBe(2);
  });

  test("directories may be there twice, and zeros behind the end", async () => {
    const twice = { name: "qualifiers/", type: "5" };
    expect((await read(gzipSync(Buffer.concat([tarOf(MANIFEST, twice, twice), Buffer.alloc(20_480)])))).size).toBe(1);
  });
});

/** Where readers differ, and this one is lenient: nothing is read but what its own account of the archive says. */
describe("what is taken as it comes", () => {
  const document = { name: "qualifiers/a.toml", content: "longer" };

  test.each<[string, TarPiece[], Record<string, string>]>([
    ["a name up to its NUL", [{ ...document, name: "qualifiers/a.toml\0evil" }], { "qualifiers/a.toml": "longer" }],
    ["the size that pax gives", [paxHeader({ size: "1" }), document], { "qualifiers/a.toml": "l" }],
    [
      "no path for all by a header for all",
      [paxHeader({ path: "x" }, "g"), document],
      { "qualifiers/a.toml": "longer" },
    ],
    [
      "an extended header with a length beyond its end",
      [{ name: "p", type: "x", content: "99 path=x\n" }, document],
      {},
    ],
    [
      "an extended header that overlaps",
      [{ name: "p", type: "x", content: "5 path=x\n" }, document],
      { "qualifiers/a.toml": "longer" },
    ],
    [
      "an extended header of nothing",
      [{ name: "p", type: "x", content: "0 " }, document],
      { "qualifiers/a.toml": "longer" },
    ],
  ])("%s", async (_, pieces, expected) => {
    const documents = await read(gzipSync(tarOf(MANIFEST, ...pieces)));
    expect(Object.fromEntries(documents)).toEqual({ ...expected, [MANIFEST.name]: MANIFEST.content });
  });

  test("an archive behind the end of another: both, under the same limits", async () => {
    const both = gzipSync(Buffer.concat([tarOf(MANIFEST), tarOf(document)]));
    expect([...(await read(both)).keys()]).toEqual([document.name, MANIFEST.name]);
    expect((await refusal(both, { limits: { entries: 1 } })).code).toBe("source-too-large");
  });
});

describe("limits", () => {
  const files = tarOf(MANIFEST, { name: "a", content: "a".repeat(1000) }, { name: "b", content: "b".repeat(1000) });

  test.each<[string, Partial<SourceLimits>, string]>([
    ["entries", { entries: 2 }, "more than 2 entries"],
    ["extracted bytes", { extractedBytes: 2018 }, "extracts to more than 2 KiB"],
    ["download", { downloadBytes: gzipSync(files).length - 1 }, "to download is larger than"],
  ])("%s", async (_, limits, message) => {
    const error = await refusal(gzipSync(files), { limits });
    expect(error.code).toBe("source-too-large");
    expect(error.message).toContain(message);
    expect(error.advice).toContain(Object.keys(limits)[0]);
    expect(error.options.details).toEqual({ limit: Object.keys(limits)[0], allowed: Object.values(limits)[0] });
  });

  test("what is within them to the byte is read", async () => {
    const limits = { entries: 3, extractedBytes: 2019, downloadBytes: gzipSync(files).length };
    expect((await read(gzipSync(files), { limits })).size).toBe(1);
  });

  test.each<[string, TarPiece[]]>([
    ["in the header", [{ name: "a", size: "77777777777\0" }]],
    ["in base 256", [{ name: "a", size: Buffer.from([0x80, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0]) }]],
    ["by pax", [paxHeader({ size: "99999999999999999999" }), { name: "a", size: "00000000000\0" }]],
  ])("a size that the limit does not allow, %s, is refused before anything is read", async (_, pieces) => {
    const error = await refusal(gzipSync(tarOf(MANIFEST, ...pieces)));
    expect(error.code).toBe("source-too-large");
  });
});

describe("laws", () => {
  const fileArbitrary = fc.record({
    name: fc.constantFrom(
      "qualifiers/a.toml",
      "variables/b.toml",
      "schemas/c.json",
      "other.txt",
      "lint/d.lua",
      "tests/e.json",
    ),
    content: fc.oneof(fc.string({ unit: "binary", maxLength: 2000 }), fc.constant("x".repeat(5000))),
  });
  const filesArbitrary = fc.uniqueArray(fileArbitrary, { selector: ({ name }) => name });

  test("the chunks make no difference", async () => {
    await fc.assert(
      fc.asyncProperty(filesArbitrary, fc.integer({ min: 1, max: 3000 }), async (files, chunkSize) => {
        // Stored, so that chunks of the download are chunks of the tar as well.
        const bytes = gzipSync(tarOf(MANIFEST, ...files), { level: 0 });
        const documents = await read(bytes, { chunkSize, tests: true });
        const expected = files.filter(({ name }) => name !== "other.txt");
        expect(documents.size).toBe(expected.length + 1);
        for (const { name, content } of expected) expect(documents.get(name)).toBe(content.replace(/^\uFEFF/, ""));
      }),
      { numRuns: 60 },
    );
  });

  test("a damaged archive is refused or read, and nothing else", async () => {
    const sound = tarOfFiles({ [MANIFEST.name]: "", "qualifiers/a.toml": "a".repeat(700), "variables/b.toml": "b" });
    const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(sound.length), async (changes, cut) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        for (const candidate of [bytes, bytes.subarray(0, cut)]) {
          await read(gzipSync(candidate)).catch((error: unknown) => expect(error).toBeInstanceOf(SourceFailure));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("so is one whose gzip data is damaged", async () => {
    const sound = gzipSync(tarOfFiles({ [MANIFEST.name]: "", "qualifiers/a.toml": "a".repeat(700) }));
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Buffer.from(sound);
        bytes[at] = value;
        await read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(SourceFailure));
      }),
      { numRuns: 150 },
    );
  });
});

function sizeInBase256(first: number, last: number): Buffer {
  return Buffer.from([first, ...Buffer.alloc(10, 0xff), last]);
}
