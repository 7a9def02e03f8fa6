import { Readable } from "node:stream";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { RototoError } from "@rototo/core";
import type { FuzzTarget } from "../../../core/src/testing/test-fuzz-targets.js";
import { readArchive } from "../archive/read-archive.js";
import { paxHeader, TAR_END, tarEntry, tarOf, type TarPiece } from "../archive/testing/tar-bytes.js";
import { gitFailure } from "../git/git-failure.js";
import { createGitSession } from "../git/git-session.js";
import { parseTree, UnsafeTreeEntryError } from "../git/parse-tree.js";
import { parseSource } from "../parse-source.js";
import { selectDocuments } from "../select-documents.js";
import type { GitSource } from "../source.js";
import { SourceFailure } from "../source-failure.js";
import { loadAny, probe } from "./load-text.js";
import { rawTlsServer } from "./raw-tls-server.js";
import { testAuthority } from "./test-authority.js";

/** What no error may hold. */
const SECRET = "S3CR3T";

/** How it can look in an error: as it is, as bytes of a buffer, as a number of each character, and as half of a Basic credential. */
const SECRET_FORMS = [SECRET, "53 33 43 52 33 54", "83, 51, 67, 82, 51, 84", "UzNDUjNU"];

const LIMITS = {
  gitTimeoutMs: 1_000,
  httpTimeoutMs: 300,
  downloadBytes: 100_000,
  extractedBytes: 100_000,
  entries: 50,
  redirects: 2,
};

const TREE = Buffer.concat(
  ["40000 qualifiers", "100644 rototo-workspace.toml", "120000 link", "160000 module"].map((entry) =>
    Buffer.concat([Buffer.from(`${entry}\0`), Buffer.alloc(20, 7)]),
  ),
);

const PIECES: readonly TarPiece[] = [
  paxHeader({ comment: "0123" }, "g"),
  { name: "config/", type: "5" },
  { name: "config/rototo-workspace.toml", content: "schema_version = 1\n" },
  paxHeader({ path: "config/variables/ü.toml", size: "3" }),
  { name: "x", content: "abc" },
  { name: "config/docs/link", type: "2" },
];

const TAR = tarOf(...PIECES);

/** Stand between entries, and between the parts of one. */
const [NEXT_ENTRY, NEXT_PART] = ["\x1e", "\x1f"];

/** Headers whose sums are right, however odd the rest: of others a reader sees no more than that. */
const ENTRIES = PIECES.map(({ name, type = "0", content = "" }) =>
  [type, name, "", "", Buffer.from(content).toString("latin1")].join(NEXT_PART),
).join(NEXT_ENTRY);

function tarOfEntries(text: string): Buffer {
  const entries = text.split(NEXT_ENTRY).map((entry) => {
    const [type = "", name = "", size = "", prefix = "", ...content] = entry.split(NEXT_PART);
    return tarEntry({
      type,
      name,
      prefix,
      content: Buffer.from(content.join(NEXT_PART), "latin1"),
      ...(size !== "" && { size }),
    });
  });
  return Buffer.concat([...entries, TAR_END]);
}

const ANSWER = Buffer.concat([
  Buffer.from(
    'HTTP/1.1 200 OK\r\nDate: Mon, 06 Jul 2020 08:00:00 GMT\r\nETag: "1"\r\nContent-Encoding: gzip\r\n' +
      "Location: /y\r\nTransfer-Encoding: chunked\r\n\r\n",
  ),
  chunk(gzipSync(gzipSync(TAR))),
  Buffer.from("0\r\n\r\n"),
]);

/** Where it stands, an answer repeats the request, and with it the token. */
const REQUEST = "REQUEST";

const ECHO = [
  "HTTP/1.1 302 REQUEST",
  "Location: /REQUEST?REQUEST",
  "WWW-Authenticate: REQUEST",
  'ETag: "REQUEST"',
  "Content-Encoding: REQUEST",
  "REQUEST: REQUEST",
  "",
  "REQUEST",
].join("\r\n");

/** By name: a target for each place where bytes come in. It rejects when it met anything but an answer or a coded error. */
export const FUZZ_TARGETS: Readonly<Record<string, FuzzTarget>> = {
  "the text of a source": takesBytes(
    "git+https://ada@example.com:8443/x.git?a=b#refs/heads/main:teams/config",
    (bytes) => Promise.resolve(parseSource(bytes.toString("utf8"), { cwd: "/srv" })),
  ),
  "text before and after an address with a password": takesBytes('SOURCE="git+^:8080/#main:config"', (bytes) => {
    const [before = "", ...after] = bytes.toString("utf8").replaceAll("@", "").split("^");
    const source = parseSource(`${before}https://ada:${SECRET}@example.com/x.git${after.join("")}`, { cwd: "/srv" });
    const name = source.kind === "local" ? source.directory : source.name;
    if (name.includes(SECRET)) throw new Error(`the name ${name} holds a secret`);
    return Promise.resolve();
  }),
  "a git tree": takesBytes(TREE, (bytes) => {
    for (const idBytes of [20, 32]) parseTree(bytes, idBytes);
    return Promise.resolve();
  }),
  "what git says": takesBytes(
    `fatal: unable to access 'https://ada:${SECRET}@example.com/': returned error: 403\nremote: x`,
    (bytes) => {
      const source = parseSource(`git+https://ada:${SECRET}@example.com/x.git`, { cwd: "/" }) as GitSource;
      throw gitFailure(createGitSession(source, {}), bytes.toString("latin1"));
    },
  ),
  "a tar": takesBytes(TAR, (bytes) => readTar(gzipSync(bytes, { level: 1 }))),
  "a tar with right sums": takesBytes(ENTRIES, (bytes) =>
    readTar(gzipSync(tarOfEntries(bytes.toString("latin1")), { level: 1 })),
  ),
  "a gzip-compressed tar": takesBytes(gzipSync(TAR), readTar),
  "an answer to a request": takesAnswers(ANSWER, (bytes) => bytes),
  "an answer that repeats the request": takesAnswers(ECHO, (bytes, request) => {
    const line = request.replaceAll("\r\n", " ");
    return Buffer.from(
      bytes.toString("latin1").replaceAll(REQUEST, () => line),
      "latin1",
    );
  }),
};

/** A target that is given bytes as latin1 text, and passes when `call` ends well or with an error that was made for a caller. */
function takesBytes(seed: string | Buffer, call: (bytes: Buffer) => Promise<unknown>): FuzzTarget {
  return {
    seed: Buffer.from(seed).toString("latin1"),
    run: (text) => expectCoded(async () => call(Buffer.from(text, "latin1"))),
  };
}

/** A target whose bytes a server answers with. It has one server for all of them, which ends with its test. */
function takesAnswers(seed: string | Buffer, answer: (bytes: Buffer, request: string) => Buffer): FuzzTarget {
  const options = { token: SECRET, certificateAuthorities: testAuthority().authority, limits: LIMITS };
  let bytes: Buffer = Buffer.alloc(0);
  let origin: Promise<string> | undefined;
  return takesBytes(seed, async (given) => {
    bytes = given;
    origin ??= rawTlsServer((request, socket) => socket.end(answer(bytes, request)));
    for (const path of ["x.tar.gz", "x.snapshot.json"]) {
      await expectCoded(async () => loadAny(`${await origin}/${path}`, options));
      await expectCoded(async () => probe(`${await origin}/${path}`, 'http:"1"', options));
    }
  });
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

function readTar(bytes: Buffer): Promise<unknown> {
  const { signal } = new AbortController();
  const body = { content: Readable.from([bytes]), wasEncoded: false };
  return readArchive(body, undefined, LIMITS, selectDocuments(), signal);
}

/** Anything but an error that was made for a caller passes through, and so does one with the secret in it. */
async function expectCoded(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const isCoded =
      error instanceof RototoError || error instanceof SourceFailure || error instanceof UnsafeTreeEntryError;
    if (!isCoded) throw error;
    const shown = inspect(error, { depth: 20, showHidden: true });
    if (SECRET_FORMS.some((form) => shown.includes(form))) throw new Error("an error holds a secret", { cause: error });
  }
}
