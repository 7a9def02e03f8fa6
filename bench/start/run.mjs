import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../print-table.mjs";

const ROUNDS = 15;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../../packages/cli/dist/rototo.js");
const tutorial = here("../../examples/llm-agent-config/config");

/**
 * Cold starts against a node process that runs an empty module. Each run is paired with
 * one of those, so that what else the machine does counts for both. Aims: `--version` 1.8 times,
 * a lint of the tutorial 6 times, a first answer from a snapshot without a schema 2 times.
 */
export function run() {
  const folder = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  try {
    const rows = [...commands(), ...answers(folder), ...imports()];
    const ratios = rows.map(() => []);
    const differences = rows.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, [, args]] of rows.entries()) {
        const empty = timed([here("empty.mjs")]);
        const full = timed(args);
        ratios[index].push(full / empty);
        differences[index].push(full - empty);
      }
    }
    printTable([
      ["start", "against empty", "ms more"],
      ...rows.map(([name], index) => [
        name,
        `${median(ratios[index]).toFixed(2)}x`,
        median(differences[index]).toFixed(0),
      ]),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commands() {
  const resolve = [cli, "variable", "resolve", "llm-agent-config", "--workspace", tutorial, "--env", "prod"];
  return [
    ["empty module", [here("empty.mjs")]],
    ["rototo --version", [cli, "--version"]],
    ["rototo --help", [cli, "--help"]],
    ["rototo variable resolve (tutorial)", [...resolve, "--context", '{"account":{"plan":"enterprise","seats":250}}']],
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
    return Object.entries(manifest.exports).flatMap(([entry, { default: file }]) => {
      if (file === undefined) return [];
      const program = `import ${JSON.stringify(new URL(file, folder).href)};`;
      return [[`import "@rototo/${name}${entry.slice(1)}"`, ["--input-type=module", "--eval", program]]];
    });
  });
}

function timed(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return performance.now() - start;
}
