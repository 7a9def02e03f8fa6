import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";
import { afterAll, beforeAll } from "vitest";
import { buildPackageForTest, createBuildFolder } from "@rototo/test-support/build-package";
import cliConfig from "../../tsup.config.js";
import luaConfig from "../../../lua/tsup.config.js";

/**
 * Builds the program from the sources, as a release would, for the tests of one
 * file. The returned object has its path once the tests run.
 */
export function builtCommand(): { readonly path: string } {
  const command = { path: "" };
  const folders: string[] = [];
  beforeAll(async () => {
    const lua = createBuildFolder("lua");
    const cli = createBuildFolder("cli");
    folders.push(lua, cli);
    await buildPackageForTest("lua", luaConfig as Options, {
      outDir: lua,
      esbuildOptions(options) {
        options.conditions = ["@rototo/source"];
      },
    });
    await buildPackageForTest("cli", cliConfig as Options, {
      outDir: cli,
      esbuildPlugins: [
        {
          name: "lua-from-sources",
          setup(bundler) {
            bundler.onResolve({ filter: /^@rototo\/lua$/ }, () => ({ path: join(lua, "index.js"), external: true }));
          },
        },
      ],
    });
    command.path = join(cli, "rototo.js");
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return command;
}
