import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runCommand } from "./run-command.mjs";

/**
 * @typedef {{
 *   name?: string,
 *   engines: { node: string },
 *   packageManager: string,
 *   dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>,
 * }} Manifest
 */

const stampPath = join(root, "node_modules", ".installed");

/**
 * Brings `node_modules` to what the lockfile says, with the pnpm that the root
 * manifest names; no pnpm need be on the path. Does nothing when the last
 * installation was of the same lockfile and manifests.
 *
 * @param {{ capture?: boolean }} [options] `capture` keeps the installer's output for the result.
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>}
 */
export async function installDependencies({ capture = false } = {}) {
  const problem = nodeProblem(process.versions.node);
  if (problem !== undefined) return { ok: false, output: `${problem}\n`, seconds: 0 };
  const manifestFolders = listManifestFolders();
  const stamp = fingerprint(manifestFolders);
  if (isInstalled(stamp, manifestFolders)) return { ok: true, output: "", seconds: 0 };
  const installed = await runCommand([...pnpmCommand(), "install", "--frozen-lockfile"], { capture });
  if (installed.ok) writeFileSync(stampPath, stamp);
  return installed;
}

/**
 * @param {string} version The running Node version, such as `20.19.0`.
 * @returns {string | undefined} Why this Node cannot run the project; `undefined` when it can.
 */
export function nodeProblem(version) {
  const needed = readManifest(root).engines.node.replace(/^>=/, "");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split(".").map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return `rototo needs Node ${needed} or newer, and this is Node ${version}. Install a newer Node and try again.`;
}

/** The pnpm of an earlier installation when it is the right one, else the one that npx fetches. */
function pnpmCommand() {
  const version = /^pnpm@([^+]+)/.exec(readManifest(root).packageManager)?.[1] ?? "";
  const own = join("node_modules", "pnpm");
  if (existsSync(join(root, own, "package.json"))) {
    /** @type {{ version: string }} */
    const installed = JSON.parse(readFileSync(join(root, own, "package.json"), "utf8"));
    if (installed.version === version) return ["node", join(own, "bin", "pnpm.cjs")];
  }
  return ["npx", "-y", `pnpm@${version}`];
}

/** The root and everything in it that has dependencies, relative to the root. */
function listManifestFolders() {
  const nested = ["packages", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  return [".", "bench", "conformance", "docs", ...nested].filter((folder) =>
    existsSync(join(root, folder, "package.json")),
  );
}

/** @param {string} folder */
function readManifest(folder) {
  return /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
}

/** @param {readonly string[]} folders */
function fingerprint(folders) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...folders.map((folder) => join(folder, "package.json"))];
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** @param {string} stamp @param {readonly string[]} folders */
function isInstalled(stamp, folders) {
  if (!existsSync(stampPath) || readFileSync(stampPath, "utf8") !== stamp) return false;
  return folders.every((folder) => {
    const manifest = readManifest(join(root, folder));
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    return names.every((name) => existsSync(join(root, folder, "node_modules", name, "package.json")));
  });
}
