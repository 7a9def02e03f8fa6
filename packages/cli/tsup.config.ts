import { defineConfig } from "tsup";
import { thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";

/**
 * One program with everything in it but the Lua runner, which is built with the
 * program of its threads in it, and esbuild, which runs a program of its own.
 * Split, so that a command loads what it uses. Core is installed beside it as well,
 * for `rototo build` to take parts of it into what it writes.
 */
export default defineConfig({
  entry: { rototo: "src/rototo.ts" },
  format: "esm",
  target: "node20",
  platform: "node",
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  clean: true,
  noExternal: ["@rototo/core"],
  // Some bundled packages are CommonJS and require parts of Node, for which a module has no `require`.
  banner: {
    js: `import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);`,
  },
  esbuildPlugins: [thirdPartyLicences],
  esbuildOptions(options) {
    options.conditions = ["@rototo/source"];
    // jsonc-parser's `main` requires its parts in a way that no bundler can follow.
    options.mainFields = ["module", "main"];
  },
});
