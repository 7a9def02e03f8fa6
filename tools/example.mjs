import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { installDependencies } from "./install-dependencies.mjs";
import { root, runCommand } from "./run-command.mjs";

/**
 * `npm run example -- node-service`: installs and builds the packages that an example
 * needs, then starts it as `npm start` in its folder would. Standard output is the
 * example's alone.
 */
const examples = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "package.json")),
);
const [name] = process.argv.slice(2);
if (name === undefined || !examples.includes(name)) {
  console.error(`Name one of the examples: ${examples.join(", ")}.`);
  process.exit(1);
}

/** @param {{ ok: boolean, output: string }} step */
function stopUnless({ ok, output }) {
  if (ok) return;
  process.stderr.write(output);
  process.exit(1);
}

console.error("Installing and building what is missing …");
stopUnless(await installDependencies({ capture: true }));
stopUnless(await runCommand(["turbo", "run", "build", `--filter=${name}^...`], { capture: true }));

// Ctrl-C reaches the example, too, which ends by itself, and this program after it.
process.on("SIGINT", () => undefined);
const { ok } = await runCommand(["npm", "--silent", "--prefix", `examples/${name}`, "start"]);
process.exitCode = ok ? 0 : 1;
