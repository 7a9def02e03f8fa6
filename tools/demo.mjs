import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installDependencies } from "./install-dependencies.mjs";
import { root, runCommand } from "./run-command.mjs";

/**
 * `npm run demo`: installs and builds what the command line needs, then lints the
 * example workspace and resolves its variable for three contexts, showing value,
 * key and why.
 */
const workspace = "examples/llm-agent-config/config";
const contexts = "examples/llm-agent-config/contexts";
const requests = [
  { who: "An enterprise account with 250 seats, in prod", context: "enterprise-250-seats", environment: "prod" },
  { who: "An enterprise account with 20 seats, in prod", context: "enterprise-20-seats", environment: "prod" },
  { who: "An account on the free plan, in dev", context: "free-plan", environment: "dev" },
];

/** @param {string} title @param {readonly string[]} args */
async function showRototo(title, args) {
  console.log(`\n# ${title}\n$ rototo ${args.join(" ")}`);
  return (await runCommand(["node", commandPath(), ...args])).ok;
}

/** The built program behind `rototo`, relative to the root. */
function commandPath() {
  /** @type {{ bin: Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  return join("packages/cli", manifest.bin["rototo"] ?? "");
}

/** @param {{ ok: boolean, output: string }} step */
function stopUnless({ ok, output }) {
  if (ok) return;
  process.stderr.write(output);
  process.exit(1);
}

console.log("Installing and building what is missing …");
stopUnless(await installDependencies({ capture: true }));
stopUnless(await runCommand(["turbo", "run", "build", "--filter=@rototo/cli"], { capture: true }));
console.log(`Here, rototo is: node ${commandPath()}`);

const shown = [await showRototo("Is the workspace ready for release?", ["workspace", "lint", workspace])];
for (const { who, context, environment } of requests) {
  const target = ["variable", "resolve", "llm-agent-config", "--workspace", workspace, "--env", environment];
  shown.push(await showRototo(who, [...target, "--context", `@${contexts}/${context}.json`, "--trace"]));
}
process.exitCode = shown.every(Boolean) ? 0 : 1;
