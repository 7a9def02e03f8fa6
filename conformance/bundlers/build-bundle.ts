import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { BundlerCell } from "./bundler-cells.js";

/** What was built, where nothing that it was built from can be found. */
export interface Bundle {
  /** The folder with what is deployed, and nothing else. */
  readonly folder: string;
  readonly command: readonly string[];
  /** For whatever runs it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  remove(): void;
}

const execute = promisify(execFile);

/**
 * Builds the service as `cell` says, and takes it away from its dependencies.
 *
 * @param modules The `node_modules` with our packages and the tools; it is somewhere else until the bundle is removed.
 * @param workspace The source of a workspace, for commands that build a snapshot.
 * @throws {Error} with the output of a command that failed.
 */
export async function buildBundle(cell: BundlerCell, modules: string, workspace: string): Promise<Bundle> {
  const installation = dirname(modules);
  const project = mkdtempSync(join(installation, "cell-"));
  const { application = ["service"], files = {} } = cell;
  for (const folder of application) cpSync(join(import.meta.dirname, folder), project, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  for (const command of cell.build) {
    const [program = "", ...words] = command.replace("SOURCE", workspace).split(" ");
    const options = { cwd: project, env: environmentWith(installation), maxBuffer: 2 ** 26 };
    await execute(program, words, options).catch((error: unknown) => {
      // Some bundlers tell what went wrong on standard output.
      const { message, stdout } = error as Error & { readonly stdout: string };
      throw new Error(message + stdout);
    });
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "rototo-deployed-")));
  cpSync(join(project, cell.output), folder, { recursive: true });
  // A bundle can hold paths of the machine that built it, which another one does not have.
  const elsewhere = `${installation}-elsewhere`;
  renameSync(installation, elsewhere);
  return {
    folder,
    command: cell.run.replace("CELL", basename(project)).split(" "),
    environment: environmentWith(elsewhere),
    remove() {
      renameSync(elsewhere, installation);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Little but the programs of an installation: nothing of the test may steer a bundler or the service. */
function environmentWith(installation: string): Bundle["environment"] {
  const path = [join(installation, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  return { PATH: path, HOME: process.env["HOME"], NEXT_TELEMETRY_DISABLED: "1" };
}
