import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Options } from "tsup";
import { afterAll, beforeAll } from "vitest";
import { buildPackageForTest, createBuildFolder } from "@rototo/test-support/build-package";
import sdkConfig from "../../../tsup.config.js";

/** The package as it is built: only there does the thread that loads versions have a program. */
export interface BuiltSdk {
  /** `file:` URLs of the entries. */
  readonly index: string;
  readonly testing: string;
}

/** Builds the SDK from the sources for the tests of one file. The returned object is filled once they run. */
export function builtSdk(): BuiltSdk {
  const built = { index: "", testing: "" };
  let folder: string | undefined;
  beforeAll(async () => {
    folder = createBuildFolder("sdk");
    await buildPackageForTest("sdk", sdkConfig as Options, {
      outDir: folder,
      esbuildOptions(options) {
        options.conditions = ["@rototo/source"];
        options.mainFields = ["module", "main"];
      },
    });
    built.index = pathToFileURL(join(folder, "index.js")).href;
    built.testing = pathToFileURL(join(folder, "testing/index.js")).href;
  }, 60_000);
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return built;
}
