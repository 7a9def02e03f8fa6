import { installDependencies } from "./install-dependencies.mjs";
import { runCommand } from "./run-command.mjs";

/** `npm run bundlers`: the tests of bundlers and compilers with those that `npm test` leaves out, because they take minutes. */
const installed = await installDependencies();
process.stderr.write(installed.output);
const command = ["vitest", "run", "conformance/bundlers", "conformance/types"];
const isGood = installed.ok && (await runCommand(command, { variables: { ROTOTO_TEST_BUNDLERS: "all" } })).ok;
process.exitCode = isGood ? 0 : 1;
