import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Options } from "tsup";
import type * as rendering from "./src/help/render-help-texts.js";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const CACHE = fileURLToPath(new URL("node_modules/", import.meta.url));

/** Puts the help of every command into the bundle, rendered from the definitions by the sources that are bundled. */
export const renderedHelp: BundlerPlugin = {
  name: "rendered-help",
  setup(bundler) {
    bundler.onLoad({ filter: /\/help-texts\.ts$/ }, async ({ path }) => {
      const folder = mkdtempSync(join(CACHE, "rendered-help-"));
      try {
        await bundler.esbuild.build({
          entryPoints: [join(dirname(path), "render-help-texts.ts")],
          bundle: true,
          format: "esm",
          platform: "node",
          conditions: ["@rototo/source"],
          mainFields: ["module", "main"],
          banner: {
            js: `import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);`,
          },
          external: ["esbuild"],
          // What is imported only when it is needed stays in files of its own, which nothing loads here.
          splitting: true,
          outExtension: { ".js": ".mjs" },
          outdir: folder,
        });
        const { renderHelpTexts } = (await import(
          pathToFileURL(join(folder, "render-help-texts.mjs")).href
        )) as typeof rendering;
        return { contents: `export const helpTexts = ${JSON.stringify(await renderHelpTexts())};`, loader: "ts" };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
};
