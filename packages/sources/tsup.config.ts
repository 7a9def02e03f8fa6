import { defineConfig } from "tsup";
import { importBuiltins } from "../../tools/bundling/import-builtins.js";
import { thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: true,
  clean: true,
  // The HTTP client and the reader of archives are taken in: as they are published, no bundler can put them into an ES
  // module, and Bun puts something else in the place of the one.
  esbuildPlugins: [importBuiltins, thirdPartyLicences],
  removeNodeProtocol: false,
  // undici asks whether it is there, and webpack mistakes that for a use.
  define: { __filename: "undefined" },
});
