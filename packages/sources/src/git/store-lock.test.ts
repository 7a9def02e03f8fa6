import { spawn, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { sourceProgram } from "../testing/source-program.js";
import { temporaryDirectory } from "../testing/temporary-directory.js";
import { currentProcess } from "./process-identity.js";

const PROCESSES = 4;
const TAKERS_EACH = 3;
const ROUNDS = 60;

/** For each path that it is told, several takers at once; it says how many have the lock, and keeps it until the next path. */
const program = sourceProgram(
  `
import { createInterface } from "node:readline";
import { takeLock } from "./sources.mjs";
let held = [];
for await (const path of createInterface({ input: process.stdin })) {
  await Promise.all(held.map((lock) => lock.release()));
  const taken = await Promise.all(Array.from({ length: ${TAKERS_EACH} }, () => takeLock(path)));
  held = taken.filter((lock) => lock !== undefined);
  console.log(held.length);
}
`,
  "git/store-lock.ts",
);

/** A process that takes locks: how many of its takers win at `path`. */
function startTaker(): (path: string) => Promise<number> {
  const child = spawn(process.execPath, [program.path], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (path) => {
    child.stdin.write(`${path}\n`);
    return Number((await lines.next()).value);
  };
}

test("of all who find the lock of a process that is gone, in several processes, at most one gets it", async () => {
  const directory = temporaryDirectory();
  const gone = JSON.stringify({ ...currentProcess(), id: spawnSync("true").pid, lock: "of a process that is gone" });
  const takers = Array.from({ length: PROCESSES }, startTaker);
  const winners: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(directory, `${round}.lock`);
    writeFileSync(path, gone);
    const won = await Promise.all(takers.map((take) => take(path)));
    winners.push(won.reduce((sum, count) => sum + count, 0));
  }
  expect(Math.max(...winners)).toBe(1);
  // Who waits for nobody may lose to one who loses, too, but not always.
  expect(winners).toContain(1);
  await Promise.all(takers.map((take) => take(join(directory, "last.lock"))));
  expect(readdirSync(directory).filter((name) => /^\d+\.lock\./.test(name))).toEqual([]);
});
