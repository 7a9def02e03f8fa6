import { transform } from "esbuild";
import { defineConfig, type Options } from "tsup";
import { thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";
import { DEFINE_FOR_WASMOON, inlineWebAssembly } from "../lua/inline-webassembly.js";
import { renderedHelp } from "./rendered-help.js";

/**
 * One program with everything in it but esbuild, which runs a program of its own.
 * Split, so that a command loads what it uses. Core is installed beside it as well,
 * for `rototo build` to take parts of it into what it writes.
 */
export default defineConfig({
  entry: { rototo: "src/rototo.ts", program: "src/program.ts" },
  format: "esm",
  outExtension: () => ({ js: ".cjs" }),
  target: "node20",
  platform: "node",
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  clean: true,
  noExternal: ["@rototo/core"],
  esbuildPlugins: [thirdPartyLicences, inlineWebAssembly, renderedHelp],
  esbuildOptions(options) {
    options.conditions = ["@rototo/source"];
    // jsonc-parser's `main` requires its parts in a way that no bundler can follow.
    options.mainFields = ["module", "main"];
    options.define = { ...options.define, ...DEFINE_FOR_WASMOON };
  },
  plugins: [toCommonJs()],
});

/**
 * Makes CommonJS of each chunk, whose code can be cached in every Node that we support:
 * only modules can be split, and only scripts can be cached.
 */
function toCommonJs(): NonNullable<Options["plugins"]>[number] {
  return {
    name: "to-commonjs",
    async renderChunk(code) {
      return transform(code.replaceAll("import.meta.url", `require("node:url").pathToFileURL(__filename).href`), {
        format: "cjs",
        platform: "node",
        target: "node20",
        minifySyntax: true,
        minifyWhitespace: true,
        // What loads a chunk is `require`, which takes it from the cache.
        supported: { "dynamic-import": false },
        define: { "import.meta.resolve": "undefined" },
      });
    },
  };
}
