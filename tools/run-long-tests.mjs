import { installDependencies } from "./install-dependencies.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * Runs the tests of some folders with those that `npm test` leaves out, and sets the exit status.
 *
 * @param {readonly string[]} folders
 * @param {string} variable What asks for all of them, in the environment.
 */
export async function runLongTests(folders, variable) {
  const installed = await installDependencies();
  process.stderr.write(installed.output);
  const command = ["vitest", "run", ...folders];
  const isGood = installed.ok && (await runCommand(command, { variables: { [variable]: "all" } })).ok;
  process.exitCode = isGood ? 0 : 1;
}
