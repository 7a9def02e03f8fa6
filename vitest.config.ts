import { defineConfig } from "vitest/config";

const conditions = ["@rototo/source"];

/** Tests run on the sources of every package: no build is needed before them. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "conformance/**/*.test.ts",
      "docs/**/*.test.ts",
      "examples/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    setupFiles: ["./tools/seed-property-tests.ts"],
    // These end what hangs. A busy machine must not meet them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
