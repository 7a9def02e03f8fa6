import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Options } from "tsup";
import { fileURLToPath } from "node:url";
import { LICENCES_FILE, thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const { resolve } = createRequire(import.meta.url);

const LUA_LICENCE = fileURLToPath(new URL("lua-licence.txt", import.meta.url));

/** Puts the program of the threads into the package as one text, with wasmoon and its WebAssembly in it. */
export const inlineWorker: BundlerPlugin = {
  name: "inline-worker",
  setup(bundler) {
    bundler.onLoad({ filter: /worker-program\.ts$/ }, async ({ path }) => {
      const outdir = bundler.initialOptions.outdir ?? "dist";
      const { outputFiles } = await bundler.esbuild.build({
        entryPoints: [join(dirname(path), "worker.js")],
        bundle: true,
        // A thread that is started from a text runs CommonJS.
        format: "cjs",
        platform: "node",
        target: "node20",
        minifySyntax: true,
        minifyWhitespace: true,
        // Of wasmoon's ways to say where it is, the one for Node.
        define: { document: "undefined", location: "undefined" },
        plugins: [inlineWebAssembly, thirdPartyLicences],
        metafile: true,
        write: false,
        outdir,
      });
      // The WebAssembly is compiled from Lua's own sources, whose licence wasmoon does not hold.
      appendFileSync(join(outdir, LICENCES_FILE), `\n${readFileSync(LUA_LICENCE, "utf8")}`);
      return { contents: `export const workerProgram = ${JSON.stringify(outputFiles[0]?.text)};` };
    });
  },
};

/** wasmoon reads its WebAssembly with the `fs` that it requires: it gets one that has that file and nothing else. */
const inlineWebAssembly: BundlerPlugin = {
  name: "inline-webassembly",
  setup(bundler) {
    bundler.onResolve({ filter: /^module$/ }, ({ path }) => ({ path, namespace: "wasmoon" }));
    bundler.onLoad({ filter: /^/, namespace: "wasmoon" }, () => {
      const wasm = gzipSync(readFileSync(join(dirname(resolve("wasmoon")), "glue.wasm")), { level: 9 });
      return {
        contents: `
          const wasm = require("node:zlib").gunzipSync(Buffer.from("${wasm.toString("base64")}", "base64"));
          export const createRequire = () => (name) => (name === "fs" ? { readFileSync: () => wasm } : require(name));
        `,
      };
    });
  },
};
