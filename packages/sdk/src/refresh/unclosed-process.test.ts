import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundledProgram } from "./testing/bundle-program.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";

const program = bundledProgram(
  ["refresh-loop"],
  `
import { RefreshLoop } from "./refresh-loop.js";
const digests = { variables: new Map(), qualifiers: new Map(), catalogs: new Map(), workspace: "" };
const version = { fingerprint: "git:1", immutable: false, digests, snapshot: Buffer.from("snapshot") };
const clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs).unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
const source = {
  name: "test",
  ask: () => Promise.resolve("unchanged"),
  close: () => Promise.resolve(),
};
const loop = new RefreshLoop({
  source,
  first: { version, origin: "source" },
  periodMs: 3_600_000,
  maxStalenessMs: 3_600_000,
  diskCopy: process.argv[2],
  clock,
  random: Math.random,
  signal: new AbortController().signal,
});
loop.on("failed", console.error);
console.log(await loop.refreshNow());
`,
);

it("a process ends by itself although what it refreshes was not closed", async () => {
  const diskCopy = join(temporaryDirectory(), "copy.json");
  const child = spawn(process.execPath, [program.path, diskCopy], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (text) => (printed += String(text)));
  child.stderr.on("data", (text) => (printed += String(text)));
  const [status] = (await once(child, "close")) as [number | null];
  expect({ status, printed }).toEqual({ status: 0, printed: "unchanged\n" });
  // What was being written is finished first.
  expect(existsSync(diskCopy)).toBe(true);
});
