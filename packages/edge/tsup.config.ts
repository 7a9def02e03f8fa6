import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", interpreter: "src/interpreter.ts" },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  // What it needs of core is a few kilobytes; to install core would bring what only tools run. Types are found by path,
  // for those of an installed package would stay outside.
  noExternal: [/^@rototo\/core/],
  dts: {
    compilerOptions: {
      baseUrl: ".",
      paths: { "@rototo/core/*": ["../core/dist/*/index.d.ts", "../core/dist/schema/*/index.d.ts"] },
    },
  },
  clean: true,
});
