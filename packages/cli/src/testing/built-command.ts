import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Options } from "tsup";
import { afterAll, beforeAll } from "vitest";
import cliConfig from "../../tsup.config.js";
import luaConfig from "../../../lua/tsup.config.js";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

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
    await buildPackage("lua", luaConfig as Options, { outDir: lua });
    await buildPackage("cli", cliConfig as Options, {
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

/** Below the package's `node_modules`, where its dependencies are found and nobody looks for sources. */
function createBuildFolder(name: string): string {
  const cache = join(packages, name, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const created = mkdtempSync(join(cache, "rototo-test-"));
  // Tests also run the program as another user.
  chmodSync(created, 0o755);
  writeFileSync(join(created, "package.json"), `{ "type": "module" }`);
  return created;
}

async function buildPackage(name: string, config: Options, overrides: Options): Promise<void> {
  const folder = join(packages, name);
  const entry = Object.fromEntries(
    Object.entries(config.entry ?? {}).map(([output, path]) => [output, join(folder, path)]),
  );
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  await build({
    ...config,
    config: false,
    silent: true,
    clean: false,
    // Tsup would find these itself if it ran in the package's folder. Our own come from their sources.
    external: Object.keys(manifest.dependencies).filter((dependency) => !dependency.startsWith("@rototo/")),
    dts: false,
    entry,
    tsconfig: join(folder, "tsconfig.json"),
    outExtension: () => ({ js: ".js" }),
    ...overrides,
  });
}
