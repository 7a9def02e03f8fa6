import { installDependencies } from "./install-dependencies.mjs";

/** Installs what is missing, so that a script of the root manifest can go on with the tools it needs. */
const { ok, output } = await installDependencies();
process.stderr.write(output);
process.exitCode = ok ? 0 : 1;
