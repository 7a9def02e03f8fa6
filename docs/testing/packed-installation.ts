import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, runCommand } from "../../tools/run-command.mjs";

/** What a person has after `npm install` of our packages, in a folder outside the checkout. */
export interface PackedInstallation {
  /** Its `node_modules`; the program `rototo` is in `.bin` there. */
  readonly modules: string;
  /** Deletes the installation. */
  readonly remove: () => Promise<void>;
}

const run = promisify(execFile);

/**
 * Builds and packs every package, and installs the tarballs with npm in an empty
 * folder, so that what runs is what would be published. Takes seconds: share one.
 *
 * @param others What is installed with them from the registry, as `name@version`.
 * @throws {Error} with the output of the step that failed; nothing is left behind.
 */
export async function installPackedPackages(others: readonly string[] = []): Promise<PackedInstallation> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "rototo-installed-")));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const tarballs = await packPackages(join(directory, "tarballs"));
    const project = join(directory, "project");
    await mkdir(project);
    await writeFile(join(project, "package.json"), '{ "private": true }\n');
    // The prefix is named because npm, when it runs this test, has told its children another one.
    const options = ["--prefix", project, "--no-audit", "--no-fund", "--prefer-offline"];
    const packages = [...tarballs, ...others];
    await run("npm", ["install", ...options, ...packages], { cwd: project, shell: process.platform === "win32" });
    return { modules: join(project, "node_modules"), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Packs every package into `destination` and gives the paths of the tarballs. */
async function packPackages(destination: string): Promise<readonly string[]> {
  await mkdir(destination);
  await runOrThrow(["turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"]);
  for (const folder of await readdir(join(root, "packages"))) {
    await runOrThrow(["pnpm", "--silent", "-C", `packages/${folder}`, "pack", "--pack-destination", destination]);
  }
  return (await readdir(destination)).map((name) => join(destination, name));
}

async function runOrThrow(command: readonly string[]): Promise<void> {
  const { ok, output } = await runCommand(command, { capture: true });
  if (!ok) throw new Error(`${command.join(" ")} failed:\n${output}`);
}
