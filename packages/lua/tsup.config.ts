import { defineConfig } from "tsup";
import { inlineWorker } from "./inline-worker.js";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: true,
  clean: true,
  esbuildPlugins: [inlineWorker],
});
