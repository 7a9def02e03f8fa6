import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { RefreshingWorkspace } from "@rototo/sdk";
import { hostileTexts, hostileVersions, soundFiles } from "./hostile-versions.mjs";

/*
 * A service under load whose workspace is pushed to: each hostile version, and after it a fix. Prints a line of JSON for
 * each. Whatever `npm install @rototo/sdk` gives can run it: it needs nothing else but git.
 */

const PERIOD_MS = Number(process.env["PERIOD_MS"] ?? 500);
/** So long nobody waits: a version that was never judged. */
const GIVE_UP_MS = 120_000;

const repository = realpathSync(mkdtempSync(join(tmpdir(), "rototo-hostile-")));
const git = (...args) =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: repository });

/** Makes the repository hold exactly `files`. */
function push(files) {
  git("rm", "-r", "--quiet", "--ignore-unmatch", ".");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  git("add", "--all");
  git("commit", "--quiet", "--message", "push");
}

git("init", "--quiet", "--initial-branch=main");
let answer = 100;
push(soundFiles(answer));
const workspace = await RefreshingWorkspace.load(`git+file://${repository}#main`, { periodMs: PERIOD_MS });

const context = { email: "ada@example.com" };
const wrong = new Set();
/** Each answer has to be that of the last sound version, or, once it is pushed, that of the next. */
const traffic = setInterval(() => {
  for (let count = 0; count < 20; count += 1) {
    const { value } = workspace.resolveVariable("limit", context);
    if (value !== answer + 1 && value !== answer + 2) wrong.add(value);
  }
}, 1);

/** What the next refresh comes to: the event's name and its error's code. */
function outcomeOf(...names) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${names.join(" or ")} event`)), GIVE_UP_MS);
    const stops = names.map((name) =>
      workspace.on(name, (event) => {
        clearTimeout(timer);
        for (const stop of stops) stop();
        resolve({ outcome: name, code: event.error?.code });
      }),
    );
  });
}

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();

try {
  for (const { name, files } of hostileVersions) {
    delays.reset();
    const judged = outcomeOf("failed", "refreshed");
    push({ ...soundFiles(answer), ...files });
    const { outcome, code } = await judged;
    const delayMs = Math.round(delays.max / 1e6);
    const fixed = outcomeOf("refreshed", "recovered");
    const pushedMs = performance.now();
    push(soundFiles(answer + 1));
    await fixed;
    const periods = (performance.now() - pushedMs) / PERIOD_MS;
    answer += 1;
    print({ name, outcome, code, wrong: [...wrong], delayMs, periods: Number(periods.toFixed(1)) });
  }
  for (const [index, text] of hostileTexts.entries()) {
    await sleep(1);
    const startMs = performance.now();
    let code = "answered";
    try {
      workspace.resolveVariable("limit", { email: text });
    } catch (error) {
      code = error.code;
    }
    print({ name: `text ${index}`, code, ms: Math.round(performance.now() - startMs) });
  }
} finally {
  clearInterval(traffic);
  await workspace.close();
  rmSync(repository, { recursive: true, force: true });
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
