import { rmSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checks } from "./check-list.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { root, runCommand } from "./run-command.mjs";

/**
 * `npm test`: installs, builds, and runs every check and every test, whatever
 * fails on the way. A check counts as one, and so does each test. The last line
 * is the tally of the whole run, and the exit status says the same.
 */

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const skipped = [];

/** @param {string} name @param {{ ok: boolean, output: string, seconds: number }} result */
function report(name, { ok, output, seconds }) {
  if (ok) passed += 1;
  else {
    failed += 1;
    failures.push(name);
  }
  show(ok, name, seconds, output);
}

/** @param {boolean} ok @param {string} title @param {number} seconds @param {string} output */
function show(ok, title, seconds, output) {
  console.log(`${ok ? "ok  " : "FAIL"}  ${title}  (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(`\n${output.trimEnd().replaceAll(/^(?=.)/gm, "      ")}\n`);
}

/** Runs every test and adds each to the tally. A run that leaves no tally, or finds no test, is a failure. */
async function runTests() {
  const folder = join(root, "node_modules", ".cache");
  const file = join(folder, "test-tally.json");
  await mkdir(folder, { recursive: true });
  rmSync(file, { force: true });
  const command = ["vitest", "run", "--reporter=default", "--reporter=./tools/test-tally-reporter.mjs"];
  const run = await runCommand(command, { capture: true, variables: { ROTOTO_TEST_TALLY: file } });
  const tally = await readTally(file);
  if (tally === undefined || tally.passed + tally.failed === 0) {
    report("tests", { ...run, ok: false });
    return;
  }
  passed += tally.passed;
  failed += tally.failed;
  skipped.push(...tally.skipped);
  const ok = run.ok && tally.failed === 0;
  if (!ok && tally.failed === 0) failed += 1;
  if (!ok) failures.push("tests");
  show(ok, `tests: ${tally.passed} passed, ${tally.failed} failed`, run.seconds, run.output);
}

/**
 * @param {string} file
 * @returns {Promise<import("./test-tally-reporter.mjs").TestTally | undefined>}
 */
async function readTally(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {import("./check-list.mjs").Check} check */
async function runCheck({ name, command }) {
  report(name, await runCommand(command, { capture: true }));
}

async function runAll() {
  const installed = await installDependencies({ capture: true });
  report("install", installed);
  if (!installed.ok) return;

  // Two lines of work, because more would only wait for each other on a small machine. Some tests run what was built,
  // so they come after it; most checks do not wait.
  const build = runCommand(["turbo", "run", "build", "--output-logs=errors-only"], { capture: true });
  const queue = [...checks];
  const workOff = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      if (check.needsBuild) await build;
      await runCheck(check);
    }
  };
  const buildAndTest = async () => {
    report("build", await build);
    await runTests();
    await workOff();
  };
  await Promise.all([buildAndTest(), workOff()]);
}

try {
  await runAll();
} catch (error) {
  report("the check itself", { ok: false, output: String(error instanceof Error ? error.stack : error), seconds: 0 });
}
for (const test of skipped) console.log(`skipped: ${test}`);
for (const name of failures) console.log(`failed: ${name}`);
process.exitCode = failed === 0 ? 0 : 1;
const tally = `${passed} passed, ${failed} failed`;
console.log(skipped.length === 0 ? tally : `${tally}, ${skipped.length} skipped`);
