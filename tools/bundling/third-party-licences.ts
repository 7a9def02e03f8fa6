import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** What they are written to. */
export const LICENCES_FILE = "THIRD-PARTY-LICENCES.txt";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * Writes the licences of every package that went into the bundle beside it, as
 * those licences ask for.
 */
export const thirdPartyLicences: BundlerPlugin = {
  name: "third-party-licences",
  setup(bundler) {
    bundler.onEnd(({ metafile }) => {
      const folders = new Set(Object.keys(metafile?.inputs ?? {}).flatMap((path) => packageFolder(path) ?? []));
      const directory = bundler.initialOptions.outdir ?? "dist";
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, LICENCES_FILE), [...folders].sort(byPackageName).map(licenceText).join("\n"));
    });
  },
};

/** `…/node_modules/yargs` of a file of that package. */
function packageFolder(path: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

function byPackageName(left: string, right: string): number {
  return nameOf(left) < nameOf(right) ? -1 : 1;
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/node_modules/") + "/node_modules/".length);
}

function licenceText(folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const texts = readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8").trim());
  return [`${nameOf(folder)} ${version} (${license})`, "", ...texts, "", "-".repeat(72), ""].join("\n");
}
