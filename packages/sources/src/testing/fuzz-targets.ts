import { Readable } from "node:stream";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { RototoError } from "@rototo/core";
import { readArchive } from "../archive/read-archive.js";
import { paxHeader, tarOf } from "../archive/testing/tar-bytes.js";
import { gitFailure } from "../git/git-failure.js";
import { createGitSession } from "../git/git-session.js";
import { parseTree, UnsafeTreeEntryError } from "../git/parse-tree.js";
import { parseSource } from "../parse-source.js";
import { selectDocuments } from "../select-documents.js";
import type { GitSource } from "../source.js";
import { SourceFailure } from "../source-failure.js";
import { loadAny } from "./load-text.js";
import { rawTlsServer } from "@rototo/test-support/raw-tls-server";
import { testAuthority } from "@rototo/test-support/test-authority";

/** Takes any bytes in one place where bytes come in. Rejects when it met anything but an answer or a coded error. */
export type FuzzTarget = (bytes: Buffer) => Promise<void>;

/** What no error may hold. */
const SECRET = "S3CR3T";

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

const TAR = tarOf(
  paxHeader({ comment: "0123" }, "g"),
  { name: "config/", type: "5" },
  { name: "config/rototo-workspace.toml", content: "schema_version = 1\n" },
  paxHeader({ path: "config/variables/ü.toml", size: "3" }),
  { name: "x", content: "abc" },
  { name: "config/docs/link", type: "2" },
);

const ANSWER = Buffer.concat([
  Buffer.from(
    'HTTP/1.1 200 OK\r\nDate: Mon, 06 Jul 2020 08:00:00 GMT\r\nETag: "1"\r\nContent-Encoding: gzip\r\n' +
      "Location: /y\r\nTransfer-Encoding: chunked\r\n\r\n",
  ),
  chunk(gzipSync(gzipSync(TAR))),
  Buffer.from("0\r\n\r\n"),
]);

/** By name: a target for each place where bytes come in, and bytes that it is made to take. */
export const FUZZ_TARGETS: Readonly<Record<string, { readonly seed: Buffer; readonly run: FuzzTarget }>> = {
  "the text of a source": {
    seed: Buffer.from("git+https://ada@example.com:8443/x.git?a=b#refs/heads/main:teams/config"),
    run: (bytes) => expectCoded(() => Promise.resolve(parseSource(bytes.toString("utf8"), { cwd: "/srv" }))),
  },
  "text before and after an address with a password": {
    seed: Buffer.from('SOURCE="git+^#main:config"'),
    run: async (bytes) => {
      const [before = "", ...after] = bytes.toString("utf8").replaceAll("@", "").split("^");
      const text = `${before}https://ada:${SECRET}@example.com/x.git${after.join("")}`;
      await expectCoded(() => {
        const source = parseSource(text, { cwd: "/srv" });
        const name = source.kind === "local" ? source.directory : source.name;
        if (name.includes(SECRET)) throw new Error(`the name ${name} holds a secret`);
        return Promise.resolve();
      });
    },
  },
  "a git tree": {
    seed: TREE,
    run: (bytes) => expectCoded(() => Promise.resolve(parseTree(bytes, 20))),
  },
  "what git says": {
    seed: Buffer.from(`fatal: unable to access 'https://ada:${SECRET}@example.com/': returned error: 403\nremote: x`),
    run: (bytes) =>
      expectCoded(() => {
        const source = parseSource(`git+https://ada:${SECRET}@example.com/x.git`, { cwd: "/" }) as GitSource;
        throw gitFailure(createGitSession(source, {}), bytes.toString("latin1"));
      }),
  },
  "a tar": { seed: TAR, run: (bytes) => expectCoded(() => readTar(gzipSync(bytes, { level: 1 }))) },
  "a gzip-compressed tar": { seed: gzipSync(TAR), run: (bytes) => expectCoded(() => readTar(bytes)) },
  "an answer to a request": {
    seed: ANSWER,
    run: async (bytes) => {
      const origin = await rawTlsServer((_, socket) => socket.end(bytes));
      const options = { token: SECRET, certificateAuthorities: testAuthority().authority, limits: LIMITS };
      await expectCoded(() => loadAny(`${origin}/x.tar.gz`, options));
      await expectCoded(() => loadAny(`${origin}/x.snapshot.json`, options));
    },
  },
};

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
    if (shown.includes(SECRET)) throw new Error("an error holds a secret", { cause: error });
  }
}
