import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", worker: "src/worker.js" },
  format: "esm",
  target: "es2022",
  platform: "node",
  // Types of the public entry only: nobody imports the worker.
  dts: { entry: { index: "src/index.ts" } },
  clean: true,
});
