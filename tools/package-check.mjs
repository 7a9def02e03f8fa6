import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, runCommand } from "./run-command.mjs";

/**
 * Checks one package as a consumer would get it: packs it, looks at what the
 * tarball holds, and runs publint and Are the Types Wrong on it.
 *
 * Usage: `node tools/package-check.mjs packages/core`
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder of a package.");

const destination = `node_modules/.cache/packed/${folder}`;
rmSync(join(root, destination), { recursive: true, force: true });
mkdirSync(join(root, destination), { recursive: true });

const packed = await runCommand(
  ["pnpm", "--silent", "-C", folder, "pack", "--json", "--pack-destination", join(root, destination)],
  { capture: true },
);
if (!packed.ok) throw new Error(`The package could not be packed:\n${packed.output}`);
/** @type {{ filename: string, files: { path: string }[] }} */
const { filename, files } = JSON.parse(packed.output.slice(packed.output.indexOf("{")));
const tarball = join(destination, filename.split(/[\\/]/).at(-1) ?? "");

const paths = files.map(({ path }) => path);
const problems = findContentProblems();
for (const problem of problems) console.log(`${folder}: ${problem}`);
const results = [await runCommand(["publint", "run", tarball, "--strict"])];
// A package that is only a program has no types that could be wrong.
if (paths.some((path) => path.endsWith(".d.ts"))) {
  results.push(await runCommand(["attw", tarball, "--profile", "esm-only", "--no-definitely-typed", "--no-emoji"]));
}
process.exitCode = problems.length === 0 && results.every(({ ok }) => ok) ? 0 : 1;

/** What a published package must hold and lacks, and what it must not hold. */
function findContentProblems() {
  const licences = ["LICENSE-APACHE", "LICENSE-MIT"];
  const needed = ["package.json", "README.md", ...licences];
  const missing = needed.filter((path) => !paths.includes(path)).map((path) => `${path} is not in the package`);
  const foreign = paths
    .filter((path) => !needed.includes(path) && !path.startsWith("dist/"))
    .map((path) => `${path} does not belong in the package`);
  /** @type {{ scripts?: Record<string, string>, exports: Record<string, unknown> }} */
  const manifest = JSON.parse(readFileSync(join(root, folder ?? "", "package.json"), "utf8"));
  const hooks = ["preinstall", "install", "postinstall"]
    .filter((hook) => manifest.scripts?.[hook] !== undefined)
    .map((hook) => `a package runs no script at installation: remove ${hook}`);
  // Tools find a package, and its version, by this file.
  const hidden = manifest.exports["./package.json"] === undefined ? ["package.json is not exported"] : [];
  return [...missing, ...foreign, ...hooks, ...hidden];
}
