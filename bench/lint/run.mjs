import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lintWorkspace, loadWorkspace, readWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { loadSource, parseSource } from "@rototo/sources";
import { parse } from "smol-toml";
import { median, printTable } from "../print-table.mjs";
import { writeWorkspace } from "./write-workspace.mjs";

const ROUNDS = 5;

/** Loading and linting against the floor of the same files: walk, read and parse. Aim: at most 4 times. */
export async function run() {
  const rows = [["variables", "floor ms", "load + lint", "load + lint + compile + link", "heap MB"]];
  for (const count of [1_000, 10_000]) {
    const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
    try {
      writeWorkspace(directory, count);
      rows.push(await measure(directory, count));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  printTable(rows);
}

async function measure(directory, count) {
  const times = { floor: [], lint: [], load: [] };
  let heap = 0;
  let loaded;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.floor.push(await timed(() => floor(directory)));
    times.lint.push(
      await timed(async () => {
        const { documents } = await loadSource(parseSource(directory, { cwd: "/" }));
        mustBeClean(lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine }).diagnostics);
      }),
    );
    loaded = undefined;
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    times.load.push(
      await timed(async () => {
        const { documents } = await loadSource(parseSource(directory, { cwd: "/" }));
        const { diagnostics, resolver } = loadWorkspace(documents, { schemaEngine: ajvEngine });
        mustBeClean(diagnostics);
        loaded = resolver;
      }),
    );
    globalThis.gc?.();
    heap = process.memoryUsage().heapUsed - before;
  }
  if (loaded === undefined) throw new Error("nothing was loaded");
  const floorMs = median(times.floor);
  const ratio = (name) => `${(median(times[name]) / floorMs).toFixed(2)}x`;
  return [count, floorMs.toFixed(0), ratio("lint"), ratio("load"), (heap / 2 ** 20).toFixed(0)];
}

function floor(directory) {
  let parsed = 0;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    if (entry.name.endsWith(".toml")) parse(text, { integersAsBigInt: true });
    else JSON.parse(text);
    parsed += 1;
  }
  return parsed;
}

// Nobody's garbage is collected in somebody else's time.
async function timed(work) {
  globalThis.gc?.();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function mustBeClean(diagnostics) {
  if (diagnostics.length > 0) throw new Error(`not clean: ${JSON.stringify(diagnostics[0])}`);
}
