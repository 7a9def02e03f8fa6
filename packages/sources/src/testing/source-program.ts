import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { afterAll, beforeAll } from "vitest";

/**
 * Bundles a module of this package beside a program that imports it as `./sources.mjs`, for the tests of one file. Call
 * it before `gitSandbox`.
 *
 * @param module Relative to `src`; what the package exports where nothing else is said.
 */
export function sourceProgram(program: string, module = "index.ts"): { readonly path: string } {
  // Now, while the temporary directory is not that of a sandbox.
  const directory = mkdtempSync(join(tmpdir(), "rototo-bundle-"));
  const path = join(directory, "program.mjs");
  writeFileSync(path, program);
  beforeAll(async () => {
    await build({
      entry: { sources: new URL(`../${module}`, import.meta.url).pathname },
      outDir: directory,
      outExtension: () => ({ js: ".mjs" }),
      format: "esm",
      config: false,
      silent: true,
      noExternal: [/./],
      // What it bundles of CommonJS asks for Node's modules by require, which a module does not have.
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
      esbuildOptions(options) {
        options.conditions = ["@rototo/source"];
      },
    });
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return { path };
}
