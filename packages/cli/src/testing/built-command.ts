import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";
import { afterAll, beforeAll } from "vitest";
import { buildPackageForTest, createBuildFolder } from "@rototo/test-support/build-package";
import cliConfig from "../../tsup.config.js";

/**
 * Builds the program from the sources, as a release would, for the tests of one
 * file. The returned object has its path once the tests run.
 */
export function builtCommand(): { readonly path: string } {
  const command = { path: "" };
  let folder: string | undefined;
  beforeAll(async () => {
    folder = createBuildFolder("cli");
    await buildPackageForTest("cli", cliConfig as Options, {
      outDir: folder,
      outExtension: () => ({ js: ".cjs" }),
    });
    command.path = join(folder, "rototo.cjs");
  });
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return command;
}
