import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import nodeModule from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { builtCommand } from "../testing/built-command.js";
import { runNode } from "../testing/run-node.js";
import { temporaryWorkspace, tutorial } from "../testing/temporary-workspace.js";

const command = builtCommand();

const RESULT = { status: 0, stdout: `ok: ${tutorial}\n`, stderr: "" };

function lint(cache: string, env: Readonly<Record<string, string>> = {}) {
  return runNode([command.path, "lint", tutorial], {
    env: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache, ...env },
  });
}

/** The files below a directory, with what changes when one is written again. */
function filesBelow(directory: string) {
  return readdirSync(directory, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, ...pick(statSync(path)) }));
}

function pick({ ino, mtimeMs, mode }: { ino: number; mtimeMs: number; mode: number }) {
  return { ino, mtimeMs, mode: mode & 0o777 };
}

test("code is kept once, for this user alone, and taken from there afterwards", async () => {
  const cache = temporaryWorkspace({});
  expect(await lint(cache)).toMatchObject(RESULT);
  const kept = filesBelow(cache);
  expect(kept.length).toBeGreaterThan(5);
  expect(statSync(join(cache, process.platform === "darwin" ? "Library/Caches" : ".", "rototo")).mode & 0o777).toBe(
    0o700,
  );
  expect(kept.filter(({ path }) => !path.startsWith(cache))).toEqual([]);
  // What does not fit is written again: nothing was, so all of it fitted.
  expect(await lint(cache)).toMatchObject(RESULT);
  expect(filesBelow(cache)).toEqual(kept);
});

test("a file that is damaged, cut or foreign is not believed", async () => {
  const cache = temporaryWorkspace({});
  await lint(cache);
  const kept = filesBelow(cache);
  for (const [index, { path }] of kept.entries()) {
    const bytes = readFileSync(path);
    const damaged = [
      bytes.subarray(0, index),
      bytes.map((byte, at) => (at === bytes.length >> 1 ? ~byte : byte)),
      "",
      "x".repeat(10_000),
    ];
    writeFileSync(path, damaged[index % damaged.length] ?? "");
  }
  expect(await lint(cache)).toMatchObject(RESULT);
  expect(await lint(cache)).toMatchObject(RESULT);
});

// From Node 22 the files are Node's own.
test.skipIf("enableCompileCache" in nodeModule)("what earlier releases left is gone after a month", async () => {
  const cache = temporaryWorkspace({});
  await lint(cache);
  const [kept = { path: "" }] = filesBelow(cache);
  const [recent, old] = ["recent", "old"].map((name) => join(dirname(kept.path), name)) as [string, string];
  for (const path of [recent, old]) writeFileSync(path, "");
  utimesSync(old, 0, 0);
  // So that there is something to write.
  rmSync(kept.path);
  await lint(cache);
  expect(existsSync(recent)).toBe(true);
  expect(existsSync(old)).toBe(false);
});

test("nothing is kept where others can write, where that is turned off, or where no directory can be made", async () => {
  const open = temporaryWorkspace({ "rototo/code/.keep": "" });
  chmodSync(join(open, "rototo"), 0o777);
  expect(await lint(open)).toMatchObject(RESULT);
  expect(filesBelow(open)).toHaveLength(1);

  const off = temporaryWorkspace({});
  expect(await lint(off, { NODE_DISABLE_COMPILE_CACHE: "1" })).toMatchObject(RESULT);
  expect(filesBelow(off)).toEqual([]);

  const blocked = temporaryWorkspace({ rototo: "a file" });
  expect(await lint(blocked)).toMatchObject(RESULT);
  expect(filesBelow(blocked)).toHaveLength(1);
});

test("calls at the same time do not disturb each other", async () => {
  const cache = temporaryWorkspace({});
  mkdirSync(join(cache, "rototo"), { mode: 0o700 });
  const results = await Promise.all(Array.from({ length: 4 }, () => lint(cache)));
  for (const result of results) expect(result).toMatchObject(RESULT);
  expect(await lint(cache)).toMatchObject(RESULT);
});

test.runIf(process.version.startsWith("v20."))("a file that cannot be written leaves nothing behind", async () => {
  const cache = temporaryWorkspace({});
  expect(await lint(cache)).toMatchObject(RESULT);
  const kept = filesBelow(cache).map(({ path }) => path);
  for (const path of kept) {
    rmSync(path);
    mkdirSync(path);
  }
  expect(await lint(cache)).toMatchObject(RESULT);
  expect(filesBelow(cache)).toEqual([]);
});

test("no home is made for a user who has none", async () => {
  const home = join(temporaryWorkspace({}), "nobody");
  const env = { HOME: home, LOCALAPPDATA: home, XDG_CACHE_HOME: "" };
  expect(await runNode([command.path, "lint", tutorial], { env })).toMatchObject(RESULT);
  expect(existsSync(home)).toBe(process.platform === "win32");
});
