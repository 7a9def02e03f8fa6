import { installDependencies } from "./install-dependencies.mjs";
import { runCommand } from "./run-command.mjs";

/** `npm run bundlers`: the test of bundlers with those that `npm test` leaves out, because they take minutes. */
const installed = await installDependencies();
process.stderr.write(installed.output);
const command = ["vitest", "run", "conformance/bundlers"];
const isGood = installed.ok && (await runCommand(command, { variables: { ROTOTO_TEST_BUNDLERS: "all" } })).ok;
process.exitCode = isGood ? 0 : 1;
