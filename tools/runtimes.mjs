import { installDependencies } from "./install-dependencies.mjs";
import { runCommand } from "./run-command.mjs";

/** `npm run runtimes`: the tests of runtimes with those that `npm test` leaves out, because each is a hundred megabytes. */
const installed = await installDependencies();
process.stderr.write(installed.output);
const command = ["vitest", "run", "conformance/runtimes"];
const isGood = installed.ok && (await runCommand(command, { variables: { ROTOTO_TEST_RUNTIMES: "all" } })).ok;
process.exitCode = isGood ? 0 : 1;
