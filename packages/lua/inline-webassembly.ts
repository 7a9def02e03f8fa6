import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Options } from "tsup";
import { LICENCES_FILE } from "../../tools/bundling/third-party-licences.js";

type BundlerPlugin = NonNullable<Options["esbuildPlugins"]>[number];

const { resolve } = createRequire(import.meta.url);

const LUA_LICENCE = fileURLToPath(new URL("lua-licence.txt", import.meta.url));

/** Of wasmoon's ways to say where it is, the one for Node. */
export const DEFINE_FOR_WASMOON = { document: "undefined", location: "undefined" };

/**
 * Puts wasmoon's WebAssembly into the bundle: wasmoon reads it with the `fs` that it requires,
 * and gets one that has that file and nothing else. Comes after the plugin that writes the
 * licences: the WebAssembly is compiled from Lua's own sources, whose licence wasmoon does not hold.
 */
export const inlineWebAssembly: BundlerPlugin = {
  name: "inline-webassembly",
  setup(bundler) {
    bundler.onResolve({ filter: /^module$/ }, ({ path, importer }) =>
      importer.includes("/wasmoon/") ? { path, namespace: "wasmoon" } : undefined,
    );
    bundler.onLoad({ filter: /^/, namespace: "wasmoon" }, () => {
      const wasm = gzipSync(readFileSync(join(dirname(resolve("wasmoon")), "glue.wasm")), { level: 9 });
      return {
        contents: `
          const wasm = require("node:zlib").gunzipSync(Buffer.from("${wasm.toString("base64")}", "base64"));
          export const createRequire = () => (name) => (name === "fs" ? { readFileSync: () => wasm } : require(name));
        `,
      };
    });
    // Beside wasmoon itself, and not in a chunk of its own, which wasmoon would load by an `import`.
    bundler.onLoad({ filter: /\/wasmoon\/dist\/index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/import\((["'])module\1\)/g, "require($1module$1)"),
    }));
    bundler.onEnd(() => {
      const outdir = bundler.initialOptions.outdir ?? "dist";
      appendFileSync(join(outdir, LICENCES_FILE), `\n${readFileSync(LUA_LICENCE, "utf8")}`);
    });
  },
};
