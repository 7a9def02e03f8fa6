import { defineConfig } from "tsup";
import { thirdPartyLicences } from "../../tools/bundling/third-party-licences.js";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "resolve/index": "src/resolve/index.ts",
    "queries/index": "src/queries/index.ts",
    "options/index": "src/options/index.ts",
    "refresh/index": "src/refresh/index.ts",
    "documents/index": "src/documents/index.ts",
    "snapshot/index": "src/snapshot/index.ts",
    "remote/index": "src/remote/index.ts",
    "schema/ajv/index": "src/schema/ajv/index.ts",
    "schema/precompiled/index": "src/schema/precompiled/index.ts",
    "schema/interpreter/index": "src/schema/interpreter/index.ts",
  },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  dts: true,
  clean: true,
  esbuildPlugins: [thirdPartyLicences],
  esbuildOptions(options) {
    // jsonc-parser is taken in because its `main` requires its parts in a way that no bundler can follow.
    options.mainFields = ["module", "main"];
  },
});
