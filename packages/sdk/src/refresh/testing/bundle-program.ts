import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll } from "vitest";

const packageFolder = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Bundles modules of this folder for the tests of one file, beside a program that
 * imports them as `./<name>.js`. The returned object has its path once the tests run.
 */
export function bundledProgram(modules: readonly string[], program: string): { readonly path: string } {
  const bundled = { path: "" };
  let directory: string | undefined;
  beforeAll(async () => {
    // Below `node_modules`, where libraries are found and nobody looks for sources.
    mkdirSync(join(packageFolder, "node_modules/.cache"), { recursive: true });
    directory = mkdtempSync(join(packageFolder, "node_modules/.cache/rototo-test-"));
    writeFileSync(join(directory, "package.json"), `{ "type": "module" }`);
    bundled.path = join(directory, "program.js");
    writeFileSync(bundled.path, program);
    await build({
      entry: Object.fromEntries(modules.map((name) => [name, join(packageFolder, "src/refresh", `${name}.ts`)])),
      outDir: directory,
      format: "esm",
      config: false,
      silent: true,
      tsconfig: join(packageFolder, "tsconfig.json"),
      noExternal: [/^@rototo\//],
      esbuildOptions(options) {
        options.conditions = ["@rototo/source"];
      },
    });
  });
  afterAll(() => {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });
  return bundled;
}
