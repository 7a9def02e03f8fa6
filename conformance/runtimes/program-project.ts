import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { installPackedPackages } from "../../docs/testing/packed-installation.js";
import { buildModule } from "../build-snapshots.js";
import type { ConformanceSuite } from "../read-suites.js";
import type { RuntimeCell } from "./runtime-cells.js";

/** The program of the tests where our packages are installed as a person has them, beside the runtimes. */
export interface ProgramProject {
  /** The command that starts the program in `runtime`. */
  commandFor(runtime: RuntimeCell): readonly [string, ...string[]];
  /** Makes the module that `rototo build` writes of each suite. The program is started with their paths. */
  writeModules(suites: readonly ConformanceSuite[]): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/**
 * Packs and installs our packages, and with them the runtimes.
 *
 * @throws {Error} with the output of the step that failed.
 */
export async function installProgram(runtimes: readonly RuntimeCell[]): Promise<ProgramProject> {
  const tools = runtimes.flatMap(({ tool }) => (tool === undefined ? [] : [tool]));
  const { modules, remove } = await installPackedPackages(tools);
  const directory = dirname(modules);
  const program = join(directory, "main.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "program/main.ts")],
    outfile: program,
    bundle: true,
    // Ours, too: they are the ones that are installed.
    packages: "external",
    format: "esm",
    platform: "node",
    target: "es2022",
  });
  return {
    commandFor: ({ executable, flags }) => [resolve(modules, executable), ...flags, program],
    async writeModules(suites) {
      const paths = suites.map(async (suite) => {
        const path = join(directory, `${suite.name}.mjs`);
        writeFileSync(path, await buildModule(suite));
        return path;
      });
      return Promise.all(paths);
    },
    remove,
  };
}
