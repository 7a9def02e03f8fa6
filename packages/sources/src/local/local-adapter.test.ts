import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadSource, parseSource, probeSource, type LoadedDocuments } from "../index.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { withoutRootPrivileges } from "@rototo/test-support/without-root-privileges";

const MANIFEST = "schema_version = 1\n";

function load(directory: string, signal?: AbortSignal, tests?: boolean): Promise<LoadedDocuments> {
  return loadSource({ kind: "local", directory }, { ...(signal && { signal }), ...(tests && { tests }) });
}

describe("what is read", () => {
  test("the documents of the workspace and nothing else", async () => {
    const directory = temporaryDirectory({
      "rototo-workspace.toml": MANIFEST,
      "README.md": "no",
      "qualifiers/b.toml": "b",
      "qualifiers/notes.txt": "no",
      "qualifiers/deeper/x.toml": "no",
      "variables/limits.toml": "limits",
      "variables/limits-values/standard.toml": "standard",
      "variables/other/x.toml": "no",
      "catalogs/plans.toml": "plans",
      "catalogs/plans-entries/growth.toml": "growth",
      "schemas/context.schema.json": "{}",
      "lint/limits.lua": "-- lua",
      "tests/a.json": "{}",
      "tests/a.expected.json": "{}",
      "variables/.#limits.toml": "no",
      "node_modules/x/rototo-workspace.toml": "no",
      ".git/config": "no",
    });
    const { documents, ...rest } = await load(directory, undefined, true);
    expect([...documents]).toEqual([
      ["catalogs/plans-entries/growth.toml", "growth"],
      ["catalogs/plans.toml", "plans"],
      ["lint/limits.lua", "-- lua"],
      ["qualifiers/b.toml", "b"],
      ["rototo-workspace.toml", MANIFEST],
      ["schemas/context.schema.json", "{}"],
      ["tests/a.expected.json", "{}"],
      ["tests/a.json", "{}"],
      ["variables/limits-values/standard.toml", "standard"],
      ["variables/limits.toml", "limits"],
    ]);
    expect(rest).toEqual({
      fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      immutable: false,
      name: directory,
      root: directory,
    });
  });

  test("a directory without a manifest is read as well: lint says what is missing", async () => {
    expect((await load(temporaryDirectory({ "qualifiers/a.toml": "a" }))).documents.size).toBe(1);
  });

  test("a BOM is stripped, CRLF and NUL are kept, invalid UTF-8 is no text", async () => {
    const directory = temporaryDirectory({
      "qualifiers/bom.toml": Buffer.from([0xef, 0xbb, 0xbf, 0x61]),
      "qualifiers/crlf.toml": "a\r\nb\0",
      "qualifiers/latin1.toml": Buffer.from([0x61, 0xe9]),
      "qualifiers/surrogate.toml": Buffer.from([0xed, 0xa0, 0x80]),
      "qualifiers/empty.toml": "",
    });
    expect([...(await load(directory)).documents]).toEqual([
      ["qualifiers/bom.toml", "a"],
      ["qualifiers/crlf.toml", "a\r\nb\0"],
      ["qualifiers/empty.toml", ""],
      ["qualifiers/latin1.toml", { unreadable: "encoding" }],
      ["qualifiers/surrogate.toml", { unreadable: "encoding" }],
    ]);
  });

  test("a file name that is not UTF-8", async () => {
    const directory = temporaryDirectory({ "qualifiers/a.toml": "a" });
    writeFileSync(
      Buffer.concat([Buffer.from(join(directory, "qualifiers/")), Buffer.from([0xff]), Buffer.from(".toml")]),
      "",
    );
    expect((await load(directory)).documents.get("qualifiers/\uFFFD.toml")).toEqual({ unreadable: "encoding" });
  });

  test("a directory or a pipe under a file's name", async () => {
    const directory = temporaryDirectory({ "rototo-workspace.toml": MANIFEST, "qualifiers/a.toml": "a" });
    mkdirSync(join(directory, "qualifiers/x.toml"));
    expect(spawnSync("env", ["mkfifo", join(directory, "qualifiers/pipe.toml")]).status).toBe(0);
    const { documents } = await load(directory);
    expect(documents.get("qualifiers/x.toml")).toEqual({ unreadable: "not-a-file" });
    expect(documents.get("qualifiers/pipe.toml")).toEqual({ unreadable: "not-a-file" });
    expect(documents.get("qualifiers/a.toml")).toBe("a");
  });

  test("an unreadable file is a document, an unreadable folder an error", async () => {
    const directory = temporaryDirectory({
      "qualifiers/a.toml": "a",
      "qualifiers/b.toml": "b",
      "variables/c.toml": "c",
    });
    chmodSync(join(directory, "qualifiers/a.toml"), 0);
    const { documents } = await withoutRootPrivileges(() => load(directory));
    expect(documents.get("qualifiers/a.toml")).toEqual({ unreadable: "denied" });
    expect(documents.get("qualifiers/b.toml")).toBe("b");

    chmodSync(join(directory, "variables"), 0);
    await withoutRootPrivileges(async () => {
      await expect(load(directory)).rejects.toMatchObject({ code: "source-unavailable" });
    });
  });
});

describe("symbolic links", () => {
  test("are followed while the real target stays inside", async () => {
    const outside = temporaryDirectory({ "secret.toml": "secret", "folder/x.toml": "secret" });
    const directory = temporaryDirectory({
      "shared/a.toml": "shared",
      "qualifiers/own.toml": "own",
      "more/limits.toml": "limits",
    });
    const link = (target: string, path: string): void => symlinkSync(target, join(directory, path));
    link("../shared/a.toml", "qualifiers/inside.toml");
    link(join(directory, "shared/a.toml"), "qualifiers/inside-absolute.toml");
    link("more", "variables");
    link(join(outside, "secret.toml"), "qualifiers/outside.toml");
    link("../outside-again.toml", "qualifiers/twice.toml");
    link(join(outside, "secret.toml"), "outside-again.toml");
    link("gone.toml", "qualifiers/gone.toml");
    link("loop.toml", "qualifiers/loop.toml");
    link("../shared", "qualifiers/folder.toml");
    link(join(outside, "folder"), "catalogs");
    const { documents } = await load(directory);
    expect([...documents]).toEqual([
      ["catalogs", { unreadable: "unsafe-link" }],
      ["qualifiers/folder.toml", { unreadable: "not-a-file" }],
      ["qualifiers/gone.toml", { unreadable: "broken-link" }],
      ["qualifiers/inside-absolute.toml", "shared"],
      ["qualifiers/inside.toml", "shared"],
      ["qualifiers/loop.toml", { unreadable: "broken-link" }],
      ["qualifiers/outside.toml", { unreadable: "unsafe-link" }],
      ["qualifiers/own.toml", "own"],
      ["qualifiers/twice.toml", { unreadable: "unsafe-link" }],
      ["variables/limits.toml", "limits"],
    ]);
  });

  test("a sibling whose name begins like the root is outside", async () => {
    const parent = temporaryDirectory({ "config/qualifiers/a.toml": "a", "config-secret/b.toml": "secret" });
    symlinkSync("../../config-secret/b.toml", join(parent, "config/qualifiers/b.toml"));
    const { documents } = await load(join(parent, "config"));
    expect(documents.get("qualifiers/b.toml")).toEqual({ unreadable: "unsafe-link" });
  });

  test("the workspace itself may be a link", async () => {
    const parent = temporaryDirectory({ "real/qualifiers/a.toml": "a", "real/b.toml": "b" });
    symlinkSync("real", join(parent, "current"));
    symlinkSync("../b.toml", join(parent, "real/qualifiers/b.toml"));
    const loaded = await load(join(parent, "current"));
    expect(loaded.name).toBe(join(parent, "current"));
    expect(loaded.documents.get("qualifiers/b.toml")).toBe("b");
  });
});

describe("a directory that is not there", () => {
  test("names the near one", async () => {
    const parent = temporaryDirectory({ "config/rototo-workspace.toml": MANIFEST });
    await expect(load(join(parent, "confg"))).rejects.toMatchObject({
      code: "workspace-not-found",
      message: `no such directory: ${join(parent, "confg")}; did you mean ${join(parent, "config")}?`,
      details: { directory: join(parent, "confg"), nearMatches: [join(parent, "config")] },
    });
  });

  test("also below a missing parent or a file", async () => {
    const parent = temporaryDirectory({ "file.txt": "" });
    await expect(load(join(parent, "no/such/place"))).rejects.toMatchObject({ code: "workspace-not-found" });
    await expect(load(join(parent, "file.txt/config"))).rejects.toMatchObject({ code: "workspace-not-found" });
  });

  test("a file is no directory, and the manifest says which one to give", async () => {
    const directory = temporaryDirectory({ "rototo-workspace.toml": MANIFEST });
    await expect(load(join(directory, "rototo-workspace.toml"))).rejects.toMatchObject({
      code: "workspace-not-found",
      message: `not a directory: ${join(directory, "rototo-workspace.toml")}; give its directory, ${directory}`,
    });
  });
});

describe("a workspace that changes while it is read", () => {
  /** Another process that runs `body` over and over; resolves once it has begun. */
  async function writer(directory: string, body: string): Promise<void> {
    const script = `const fs = require("fs"); let n = 0; process.chdir(process.argv[1]);
      function step() { n++; ${body} } step(); console.log("started");`;
    const child = spawn(process.execPath, ["-e", script, directory], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    await once(child.stdout, "data");
  }

  test("is read as one version", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `qualifiers/q${index}.toml`);
    const directory = temporaryDirectory(Object.fromEntries(names.map((name) => [name, "0"])));
    await writer(
      directory,
      `for (let i = 0; i < ${names.length}; i++) { fs.writeFileSync("next", String(n)); fs.renameSync("next", "qualifiers/q" + i + ".toml"); } setTimeout(step, 200);`,
    );
    const versions = new Set<number>();
    while (versions.size < 4) {
      const { documents } = await load(directory);
      const read = names.map((name) => Number(documents.get(name)));
      // The writer goes through the files in order, and may be held up anywhere on the way: only such states existed.
      const newest = read[0] ?? 0;
      expect(read).toEqual([...read].sort((left, right) => right - left));
      expect(newest - Math.min(...read)).toBeLessThanOrEqual(1);
      versions.add(newest);
    }
  });

  test("or fails when it never comes to rest", async () => {
    const directory = temporaryDirectory({ "qualifiers/a.toml": "0" });
    let writing = true;
    // The load gives way to other work before it reads, so every reading follows a change.
    const write = (): void => {
      if (!writing) return;
      writeFileSync(join(directory, "qualifiers/a.toml"), String(performance.now()));
      setImmediate(write);
    };
    write();
    try {
      await expect(load(directory)).rejects.toMatchObject({ code: "source-unavailable" });
      expect(await probeSource(parseSource(directory, { cwd: "/" }), "sha256:0")).toBe("unknown");
    } finally {
      writing = false;
    }
  });
});

describe("fingerprint and probe", () => {
  test("follow the content", async () => {
    const directory = temporaryDirectory({ "rototo-workspace.toml": MANIFEST, "qualifiers/a.toml": "a" });
    const source = parseSource(directory, { cwd: "/" });
    const { fingerprint } = await loadSource(source);
    expect(await probeSource(source, fingerprint)).toBe("unchanged");

    writeFileSync(join(directory, "README.md"), "not part of the workspace");
    writeFileSync(join(directory, "qualifiers/a.toml"), "a");
    expect(await probeSource(source, fingerprint)).toBe("unchanged");

    writeFileSync(join(directory, "qualifiers/a.toml"), "b");
    expect(await probeSource(source, fingerprint)).toBe("changed");
    expect((await loadSource(source)).fingerprint).not.toBe(fingerprint);

    rmSync(directory, { recursive: true });
    expect(await probeSource(source, fingerprint)).toBe("unknown");
  });
});

test("an aborted load rejects with the signal's reason", async () => {
  const directory = temporaryDirectory({ "rototo-workspace.toml": MANIFEST });
  const reason = new Error("enough");
  await expect(load(directory, AbortSignal.abort(reason))).rejects.toBe(reason);
  await expect(
    probeSource(parseSource(directory, { cwd: "/" }), "sha256:0", { signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
});
