import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { serveBytes } from "@rototo/test-support/https-server";
import { archiveRefusal, loadArchiveFrom } from "./testing/load-archive-from.js";
import { paxHeader, tarGzOfFiles, tarOf } from "./testing/tar-bytes.js";

const MANIFEST = "schema_version = 1\n";
const WORKSPACE = {
  "rototo-workspace.toml": MANIFEST,
  "README.md": "no",
  "qualifiers/b.toml": "b",
  "qualifiers/deeper/x.toml": "no",
  "variables/limits.toml": "limits",
  "variables/limits-values/standard.toml": "standard",
  "schemas/context.schema.json": "{}",
  "node_modules/x/rototo-workspace.toml": "no",
};
const DOCUMENTS = [
  ["qualifiers/b.toml", "b"],
  ["rototo-workspace.toml", MANIFEST],
  ["schemas/context.schema.json", "{}"],
  ["variables/limits-values/standard.toml", "standard"],
  ["variables/limits.toml", "limits"],
];

function below<T>(directory: string, files: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${directory}/${path}`, content]));
}

describe("what is read", () => {
  test("the documents of the workspace and nothing else", async () => {
    const { origin } = await serveBytes(tarGzOfFiles(WORKSPACE), { etag: '"v1"' });
    const { documents, ...rest } = await loadArchiveFrom(`${origin}/x.tar.gz`);
    expect([...documents]).toEqual(DOCUMENTS);
    expect(rest).toEqual({ fingerprint: 'http:"v1"', immutable: false, name: `${origin}/x.tar.gz` });
  });

  test("text is decoded as everywhere: BOM, CRLF, invalid UTF-8, a name that is no UTF-8, a directory under a file's name", async () => {
    const directory = temporaryDirectory({
      "rototo-workspace.toml": MANIFEST,
      "qualifiers/bom.toml": Buffer.from([0xef, 0xbb, 0xbf, 0x61]),
      "qualifiers/crlf.toml": "a\r\nb\0",
      "qualifiers/latin1.toml": Buffer.from([0x61, 0xe9]),
      "qualifiers/empty.toml": "",
      "qualifiers/folder.toml/inside.txt": "",
    });
    mkdirSync(join(directory, "variables/x.toml"), { recursive: true });
    spawnSync("sh", ["-c", "touch qualifiers/$(printf '\\377').toml"], { cwd: directory });
    const { origin } = await serveBytes(tarGz(directory));
    expect([...(await loadArchiveFrom(origin)).documents]).toEqual([
      ["qualifiers/bom.toml", "a"],
      ["qualifiers/crlf.toml", "a\r\nb\0"],
      ["qualifiers/empty.toml", ""],
      ["qualifiers/folder.toml", { unreadable: "not-a-file" }],
      ["qualifiers/latin1.toml", { unreadable: "encoding" }],
      ["qualifiers/\uFFFD.toml", { unreadable: "encoding" }],
      ["rototo-workspace.toml", MANIFEST],
      ["variables/x.toml", { unreadable: "not-a-file" }],
    ]);
  });
});

describe("where the workspace is", () => {
  const other = { "other/README.md": "", "other/qualifiers/a.toml": "no" };

  test.each<[string, Record<string, string>, string | undefined]>([
    ["at the top, whatever else is there", { ...WORKSPACE, ...below("second", WORKSPACE) }, undefined],
    ["in the single top-level directory, beside files", { ...below("config-1.2", WORKSPACE), LICENSE: "" }, undefined],
    ["in a named directory", { ...below("deploy/config", WORKSPACE), ...other }, "deploy/config"],
    ["in a named directory of the single top-level one", below("repository-4f2a/config", WORKSPACE), "config"],
    [
      "at the top before the single top-level one",
      { ...below("config", WORKSPACE), ...below("config/config", { "qualifiers/z.toml": "no" }) },
      "config",
    ],
  ])("%s", async (_, files, subdirectory) => {
    const { origin } = await serveBytes(tarGzOfFiles(files));
    expect([...(await loadArchiveFrom(origin, {}, subdirectory)).documents]).toEqual(DOCUMENTS);
  });

  test.each([
    ["a named directory", other, "other"],
    ["the single top-level directory", other, undefined],
    ["the top", { ...other, "README.md": "", "qualifiers/a.toml": "no" }, undefined],
  ])("%s without a manifest is read as well: lint says what is missing", async (_, files, subdirectory) => {
    const { origin } = await serveBytes(tarGzOfFiles(files));
    const { documents } = await loadArchiveFrom(origin, {}, subdirectory);
    expect([...documents]).toEqual([["qualifiers/a.toml", "no"]]);
  });

  test("an archive as GitHub makes it, with a global header and links elsewhere", async () => {
    const commit = "0123456789abcdef0123456789abcdef01234567";
    const pieces = [
      paxHeader({ comment: commit }, "g"),
      { name: "config-0123456/", type: "5" },
      { name: "config-0123456/docs/latest", type: "2" },
      { name: "config-0123456/teams/config/", type: "5" },
      { name: "config-0123456/teams/config/rototo-workspace.toml", content: MANIFEST },
      { name: "config-0123456/teams/config/.#x.toml", type: "2" },
      { name: "config-0123456/teams/config/README.md", type: "2" },
      { name: "config-0123456/vendor/hard", type: "1" },
    ];
    const { origin } = await serveBytes(gzipSync(tarOf(...pieces)));
    for (const subdirectory of ["teams/config", "config-0123456/teams/config"]) {
      const { documents } = await loadArchiveFrom(origin, {}, subdirectory);
      expect([...documents.keys()]).toEqual(["rototo-workspace.toml"]);
    }
  });

  test.each([
    ["at the top", { "qualifiers/a.toml": "no" }],
    ["in a single top-level directory", below("wrapped", { "qualifiers/a.toml": "no" })],
  ])("so is one without any manifest, %s", async (_, files) => {
    const { origin } = await serveBytes(tarGzOfFiles(files));
    expect([...(await loadArchiveFrom(origin)).documents]).toEqual([["qualifiers/a.toml", "no"]]);
  });

  test.each<[string, Record<string, string>, string | undefined, string, string[]]>([
    [
      "two roots",
      { ...below("a", WORKSPACE), ...below("b", WORKSPACE) },
      undefined,
      "it has 2 top-level directories",
      ["a/node_modules/x", "a", "b"],
    ],
    [
      "a manifest too deep",
      below("deploy/config", WORKSPACE),
      undefined,
      "no rototo-workspace.toml at the top",
      ["deploy/config"],
    ],
    [
      "no such directory",
      below("deploy/config", WORKSPACE),
      "deploy/confg",
      'no directory "deploy/confg"',
      ["deploy/config"],
    ],
    ["a file for a directory", { ...WORKSPACE, config: "" }, "config", 'no directory "config"', []],
    ["a directory that only begins alike", below("config-old", WORKSPACE), "config", 'no directory "config"', []],
  ])("%s: an error that says where to look", async (_, files, subdirectory, message, near) => {
    const { origin } = await serveBytes(tarGzOfFiles(files));
    const error = await archiveRefusal(origin, {}, subdirectory);
    expect(error.code).toBe("workspace-not-found");
    expect(error.message).toContain(message);
    const { nearMatches } = error.details as { nearMatches: string[] };
    expect(nearMatches).toEqual(expect.arrayContaining(near.slice(-2)));
  });
});

describe("archives of real programs", () => {
  test.each(["v7", "oldgnu", "gnu", "ustar", "posix"])("tar --format=%s", async (format) => {
    // Only the newer formats have room for a path as long as this.
    const long = "a".repeat(format === "v7" ? 20 : 90);
    const path = `variables/${long}-values/${long}.toml`;
    const directory = temporaryDirectory(below("config", { ...WORKSPACE, [path]: "long" }));
    const { origin } = await serveBytes(tarGz(directory, `--format=${format}`));
    const documents = new Map((await loadArchiveFrom(origin)).documents);
    expect(documents.get(path)).toBe("long");
    documents.delete(path);
    expect([...documents]).toEqual(DOCUMENTS);
  });

  test("git archive, with its global header", async () => {
    const directory = temporaryDirectory(WORKSPACE);
    const git = (...args: string[]): Buffer => {
      const settings = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgSign=false"];
      const { status, stdout, stderr } = spawnSync("git", [...settings, ...args], { cwd: directory });
      expect(stderr.toString(), `git ${args.join(" ")}`).toBe("");
      expect(status).toBe(0);
      return stdout;
    };
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    const { origin } = await serveBytes(gzipSync(git("archive", "--prefix=repository-1/", "HEAD")));
    expect([...(await loadArchiveFrom(origin)).documents]).toEqual(DOCUMENTS);
  });

  test("a sparse file is refused", async () => {
    const directory = temporaryDirectory(WORKSPACE);
    writeFileSync(join(directory, "schemas/hole.json"), "");
    truncateSync(join(directory, "schemas/hole.json"), 10 * 1024 * 1024);
    for (const format of ["gnu", "posix"]) {
      const { origin } = await serveBytes(tarGz(directory, "--sparse", `--format=${format}`));
      expect((await archiveRefusal(origin)).message).toContain('hole.json" is of a kind that no workspace needs');
    }
  });

  test("a link is refused", async () => {
    const directory = temporaryDirectory(WORKSPACE);
    symlinkSync("b.toml", join(directory, "qualifiers/link.toml"));
    const { origin } = await serveBytes(tarGz(directory));
    const error = await archiveRefusal(origin);
    expect(error.code).toBe("source-unsafe");
    expect(error.details).toEqual({ source: origin, entry: "./qualifiers/link.toml" });
    expect(error.message).toBe(
      `${origin}: the archive's entry "./qualifiers/link.toml" is a symbolic link; ` +
        "build the archive without it: an archive for a workspace holds plain files and directories only",
    );
  });
});

function tarGz(directory: string, ...options: string[]): Buffer {
  const file = join(temporaryDirectory(), "x.tar.gz");
  const { status, stderr } = spawnSync("tar", ["-czf", file, ...options, "."], { cwd: directory });
  if (status !== 0) throw new Error(stderr.toString());
  return readFileSync(file);
}
