import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../print-table.mjs";

const ROUNDS = 15;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../../packages/cli/dist/rototo.js");

/** Cold starts against a node process that runs an empty module. Aims: `--version` 1.8 times, a lint of the tutorial 6 times. */
export function run() {
  const commands = {
    "empty module": [here("empty.mjs")],
    "rototo --version": [cli, "--version"],
    "rototo --help": [cli, "--help"],
    "rototo variable resolve (tutorial)": [
      cli,
      "variable",
      "resolve",
      "llm-agent-config",
      "--workspace",
      here("../../examples/llm-agent-config/config"),
      "--env",
      "prod",
      "--context",
      '{"account":{"plan":"enterprise","seats":250}}',
    ],
    "rototo workspace lint (tutorial)": [cli, "workspace", "lint", here("../../examples/llm-agent-config/config")],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, args] of Object.entries(commands)) times[name].push(timed(args));
  }
  const floor = median(times["empty module"]);
  printTable([
    ["command", "ms", "against empty"],
    ...Object.entries(times).map(([name, all]) => [
      name,
      median(all).toFixed(0),
      `${(median(all) / floor).toFixed(2)}x`,
    ]),
  ]);
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
