import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../print-table.mjs";

const ROUNDS = 15;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../../packages/cli/dist/rototo.cjs");
const workspace = here("../../examples/llm-agent-config/config");

/**
 * Starts against a process that runs an empty module, in turn, with the code cached as from a
 * second call on. Aims on Node 20, as the median of the ratios of each round: `--help` 1.5,
 * resolving and linting the tutorial, with its Lua and schemas, 2.0.
 */
export function run() {
  const facts = ["--context", "account.plan=enterprise", "--context", "account.seats=250"];
  const resolve = ["variable", "resolve", "llm-agent-config", "--workspace", workspace, "--env", "prod", ...facts];
  const commands = {
    "rototo --version": [cli, "--version"],
    "rototo --help": [cli, "--help"],
    "rototo variable resolve (tutorial)": [cli, ...resolve],
    "rototo workspace lint (tutorial)": [cli, "workspace", "lint", workspace],
  };
  const cache = mkdtempSync(join(tmpdir(), "rototo-bench-start-"));
  try {
    const rows = Object.entries(commands).map(([name, args]) => row(name, args, cache));
    printTable([["command", "ms", "against empty", "without cached code"], ...rows]);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function row(name, args, cache) {
  timed(args, cache);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    empty: timed([here("empty.mjs")], cache),
    cached: timed(args, cache),
    uncached: timed(args, undefined),
  }));
  const ratio = (kind) => `${median(rounds.map((round) => round[kind] / round.empty)).toFixed(2)}x`;
  return [name, median(rounds.map(({ cached }) => cached)).toFixed(0), ratio("cached"), ratio("uncached")];
}

/** Milliseconds that a program of Node takes; without a directory it caches no code. */
function timed(args, cache) {
  const caching = cache === undefined ? { NODE_DISABLE_COMPILE_CACHE: "1" } : { XDG_CACHE_HOME: cache };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...caching },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return performance.now() - start;
}
