import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RefreshingWorkspace } from "@rototo/sdk";
import { printTable } from "../print-table.mjs";
import { changeVariables, idOf, writeServiceWorkspace } from "./service-workspace.mjs";

const VARIABLES = 200;
const RESOLUTIONS = 1_000_000;
const BURST = 200;
/** Code is compiled and caches are filled by then. */
const WARM_REFRESHES = 20;

const context = { account: { plan: "enterprise", seats: VARIABLES } };

/** A million resolutions while one refresh follows the other. Aim: the heap is back where it was, within a few percent. */
export async function soak() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  writeServiceWorkspace(directory, VARIABLES);
  const workspace = await RefreshingWorkspace.load(directory, { periodMs: false });
  try {
    let [resolutions, refreshes] = [0, 0];
    const resolveBurst = () => {
      for (let count = 0; count < BURST; count += 1) {
        workspace.resolveVariable(idOf(resolutions % VARIABLES), "prod", context);
        resolutions += 1;
      }
    };
    const refreshOnce = async () => {
      refreshes += 1;
      changeVariables(directory, VARIABLES, [0], refreshes);
      let waiting = true;
      const refresh = workspace.refreshNow().finally(() => (waiting = false));
      while (waiting) {
        resolveBurst();
        await sleep(1);
      }
      const outcome = await refresh;
      const { value } = workspace.resolveVariable(idOf(0), "prod", context);
      if (value.max_output_tokens !== refreshes) throw new Error(`not served after refreshing: ${String(outcome)}`);
    };
    while (refreshes < WARM_REFRESHES) await refreshOnce();
    [resolutions, refreshes] = [0, WARM_REFRESHES];
    const before = measureMemory();
    while (resolutions < RESOLUTIONS) await refreshOnce();
    const after = measureMemory();
    const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(2);
    printTable([
      [
        "resolutions",
        "refreshes",
        "heap before, MB",
        "heap after, MB",
        "change",
        "process before, MB",
        "process after, MB",
      ],
      [
        resolutions,
        refreshes - WARM_REFRESHES,
        megabytes(before.heapUsed),
        megabytes(after.heapUsed),
        `${((after.heapUsed / before.heapUsed - 1) * 100).toFixed(1)} %`,
        megabytes(before.rss),
        megabytes(after.rss),
      ],
    ]);
  } finally {
    await workspace.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function measureMemory() {
  // What the first collection finalises, the second one frees.
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage();
}
