import { dirname, join } from "node:path";
import type { Options } from "tsup";
import { thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";
import { DEFINE_FOR_WASMOON, inlineWebAssembly } from "./inline-webassembly.js";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Puts the program of the threads into the package as one text, with wasmoon and its WebAssembly in it. */
export const inlineWorker: BundlerPlugin = {
  name: "inline-worker",
  setup(bundler) {
    bundler.onLoad({ filter: /worker-program\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await bundler.esbuild.build({
        entryPoints: [join(dirname(path), "worker.js")],
        bundle: true,
        // A thread that is started from a text runs CommonJS.
        format: "cjs",
        platform: "node",
        target: "node20",
        minifySyntax: true,
        minifyWhitespace: true,
        define: DEFINE_FOR_WASMOON,
        plugins: [thirdPartyLicences, inlineWebAssembly],
        metafile: true,
        write: false,
        outdir: bundler.initialOptions.outdir ?? "dist",
      });
      return { contents: `export const workerProgram = ${JSON.stringify(outputFiles[0]?.text)};` };
    });
  },
};
