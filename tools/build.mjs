import { installDependencies } from "./install-dependencies.mjs";
import { runCommand } from "./run-command.mjs";

/** `npm run build`: installs what is missing and builds the packages that changed. */
const installed = await installDependencies();
process.stderr.write(installed.output);
const built = installed.ok && (await runCommand(["turbo", "run", "build", "--output-logs=errors-only"])).ok;
process.exitCode = built ? 0 : 1;
