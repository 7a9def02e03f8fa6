import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installDependencies } from "./install-dependencies.mjs";
import { root, runCommand } from "./run-command.mjs";

/**
 * `npm run bench`: builds, then runs every `bench/<name>/run.mjs`, or those named
 * on the command line: `npm run bench -- resolve`. Each runs in a process of its
 * own, so that none inherits a warm or crowded heap, and prints its own table of
 * ratios. A bench is a script, or exports `run()` or a default function to call.
 */
const installed = await installDependencies();
process.stderr.write(installed.output);
const built = installed.ok && (await runCommand(["turbo", "run", "build", "--output-logs=errors-only"])).ok;
if (!built) process.exit(1);

const wanted = process.argv.slice(2);
const benches = readdirSync(join(root, "bench"))
  .filter((name) => existsSync(join(root, "bench", name, "run.mjs")))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
if (benches.length === 0) console.log("There is no bench of that name.");

let ok = benches.length > 0;
for (const name of benches) {
  console.log(`\n## ${name}\n`);
  const url = JSON.stringify(pathToFileURL(join(root, "bench", name, "run.mjs")).href);
  const script = `const bench = await import(${url}); await (bench.run ?? bench.default)?.();`;
  ok = (await runCommand(["node", "--expose-gc", "--input-type=module", "--eval", script])).ok && ok;
}
process.exitCode = ok ? 0 : 1;
