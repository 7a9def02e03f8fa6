import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../print-table.mjs";

const ROUNDS = 15;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../../packages/cli/dist/rototo.cjs");
const tutorial = here("../../examples/llm-agent-config/config");
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: "1" };

/**
 * Starts against a process that runs an empty module, each paired with one of those, so that what
 * else the machine does counts for both. Aims on Node 20, as the median of the ratios: `--help` 1.5,
 * resolving and linting the tutorial, with its Lua and schemas, 2.0, with the code cached as from a
 * second call on; a first answer from a snapshot without a schema 2.0.
 */
export function run() {
  const folder = mkdtempSync(join(tmpdir(), "rototo-bench-start-"));
  try {
    const cached = { XDG_CACHE_HOME: join(folder, "cache") };
    const rows = [
      ["empty module", [here("empty.mjs")]],
      ...commands().map(([name, args]) => [name, args, cached]),
      ...commands().map(([name, args]) => [`${name}, no cached code`, args]),
      ...answers(folder),
      ...imports(),
    ];
    for (const [, args, variables] of rows) timed(args, variables);
    const rounds = Array.from({ length: ROUNDS }, () =>
      rows.map(([, args, variables]) => [timed([here("empty.mjs")]), timed(args, variables)]),
    );
    printTable([
      ["start", "against empty", "ms more"],
      ...rows.map(([name], index) => [
        name,
        `${median(rounds.map((round) => round[index][1] / round[index][0])).toFixed(2)}x`,
        median(rounds.map((round) => round[index][1] - round[index][0])).toFixed(0),
      ]),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commands() {
  const facts = ["--context", "account.plan=enterprise", "--context", "account.seats=250"];
  const resolve = ["variable", "resolve", "llm-agent-config", "--workspace", tutorial, "--env", "prod", ...facts];
  return [
    ["rototo --version", [cli, "--version"]],
    ["rototo --help", [cli, "--help"]],
    ["rototo variable resolve (tutorial)", [cli, ...resolve]],
    ["rototo workspace lint (tutorial)", [cli, "workspace", "lint", tutorial]],
  ];
}

/** A first answer by the SDK, import and load included. */
function answers(folder) {
  const plain = here("without-schema");
  const built = (workspace, name) => {
    const path = join(folder, `${name}.snapshot.json`);
    timed([cli, "build", workspace, "--out", path]);
    return path;
  };
  const answer = (source, variable) => [here("answer.mjs"), source, variable];
  return [
    ["answer from a snapshot, no schema", answer(built(plain, "plain"), "limit")],
    ["answer from a directory, no schema", answer(plain, "limit")],
    ["answer from a snapshot, with a schema", answer(built(tutorial, "tutorial"), "llm-agent-config")],
    ["answer from a directory, with a schema and Lua", answer(tutorial, "llm-agent-config")],
  ];
}

/** Every entry point of every package that needs nothing which an application brings. */
function imports() {
  return ["core", "sources", "lua", "sdk", "edge"].flatMap((name) => {
    const folder = new URL(`../../packages/${name}/`, import.meta.url);
    const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
    return Object.entries(manifest.publishConfig?.exports ?? manifest.exports).flatMap(([entry, { default: file }]) => {
      if (file === undefined) return [];
      const program = `import ${JSON.stringify(new URL(file, folder).href)};`;
      return [[`import "@rototo/${name}${entry.slice(1)}"`, ["--input-type=module", "--eval", program]]];
    });
  });
}

/** Milliseconds that a program of Node takes. */
function timed(args, variables = WITHOUT_CACHE) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return performance.now() - start;
}
