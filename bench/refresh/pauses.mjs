import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { RefreshingWorkspace } from "@rototo/sdk";
import { printTable } from "../print-table.mjs";
import { changeVariables, idOf, writeServiceWorkspace } from "./service-workspace.mjs";

const VARIABLES = 10_000;
/** How many variables each refresh changes; the largest number is half of all. */
const CHANGES = [1, 100, 5_000];

const execute = promisify(execFile);
const context = { account: { plan: "enterprise", seats: 500 } };

/**
 * How long the event loop stands still while a service of 10,000 variables refreshes,
 * beside the same service without a refresh for as long. Aim: at most 25 ms.
 */
export async function measurePauses() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  const config = join(directory, "config");
  mkdirSync(config);
  writeServiceWorkspace(config, VARIABLES);
  const rows = [
    ["source", "changed", "refresh ms", "max ms", "p99 ms", "cpu ms", "idle max ms", "idle p99 ms", "idle cpu ms"],
  ];
  try {
    // Housekeeping in the background would outlive the directory.
    const settings = ["user.name=Ada", "user.email=ada@example.com", "gc.auto=0"].flatMap((setting) => ["-c", setting]);
    const git = (...args) => execute("git", [...settings, ...args], { cwd: directory });
    const commit = async () => {
      await git("add", ".");
      await git("commit", "--quiet", "-m", "bench");
    };
    rows.push(...(await measureSource("directory", config, config, () => undefined)));
    await git("init", "--quiet", "--initial-branch=main");
    await commit();
    rows.push(...(await measureSource("git", `git+file://${directory}#main:config`, config, commit)));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  printTable(rows);
}

async function measureSource(name, source, directory, publish) {
  const workspace = await RefreshingWorkspace.load(source, { periodMs: false, limits: { entries: 2 * VARIABLES } });
  const traffic = setInterval(() => resolveSome(workspace), 5);
  const rows = [];
  try {
    for (const [refresh, changes] of CHANGES.entries()) {
      const indexes = Array.from({ length: changes }, (_, index) => index * 2);
      changeVariables(directory, VARIABLES, indexes, 2000 + refresh);
      await publish();
      const start = performance.now();
      const busy = await monitor(() => workspace.refreshNow());
      const milliseconds = performance.now() - start;
      const { value } = workspace.resolveVariable(idOf(0), "prod", context);
      if (value.max_output_tokens !== 2000 + refresh) throw new Error("the change is not served");
      const idle = await monitor(() => sleep(milliseconds));
      const delays = [busy, idle].flatMap(({ max, p99, cpu }) => [max, p99, cpu]);
      rows.push([name, changes, milliseconds.toFixed(0), ...delays.map((delay) => (delay / 1e6).toFixed(1))]);
    }
  } finally {
    clearInterval(traffic);
    await workspace.close();
  }
  return rows;
}

let next = 0;

/** The requests of a service: they meet each new version early, and link what they ask for. */
function resolveSome(workspace) {
  for (let count = 0; count < 50; count += 1) {
    next = (next + 7) % VARIABLES;
    workspace.resolveVariable(idOf(next), "prod", context);
  }
}

/**
 * The delays of the event loop during `work`, in ns, of which the monitor's own step of
 * 1 ms is part. `cpu` is the most that the main thread computed between two such steps:
 * on a busy machine the rest of a delay is waiting for a processor.
 */
async function monitor(work) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  let cpu = 0;
  // So that what came before is not measured.
  await sleep(50);
  delays.enable();
  let last = mainThreadNanoseconds();
  const sampling = setInterval(() => {
    const now = mainThreadNanoseconds();
    cpu = Math.max(cpu, now - last);
    last = now;
  }, 1);
  await work();
  await sleep(50);
  delays.disable();
  clearInterval(sampling);
  return { max: delays.max, p99: delays.percentile(99), cpu };
}

/** CPU time of the main thread, which Linux alone tells; NaN elsewhere. */
function mainThreadNanoseconds() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]);
  } catch {
    return NaN;
  }
}
