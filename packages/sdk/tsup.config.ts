import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "testing/index": "src/test-kit/index.ts",
    "version-thread": "src/version/version-thread.ts",
  },
  format: "esm",
  target: "es2022",
  platform: "node",
  // Types of the public entries only: nobody imports the thread.
  dts: { entry: { index: "src/index.ts", "testing/index": "src/test-kit/index.ts" } },
  clean: true,
});
