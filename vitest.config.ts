import { defineConfig } from "vitest/config";

const conditions = ["@rototo/source"];
const pure = "packages/core/src/**/*.test.ts";

/** Tests run on the sources of every package: no build is needed before them. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    setupFiles: ["./tools/seed-property-tests.ts"],
    // These end what hangs. A busy machine must not meet them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        // Nothing there holds state, so that its files need no world of their own: importing it anew costs more than testing.
        test: { name: "pure", include: [pure], isolate: false },
      },
      {
        extends: true,
        test: {
          name: "all the rest",
          include: [
            "packages/*/src/**/*.test.ts",
            "conformance/**/*.test.ts",
            "docs/**/*.test.ts",
            "examples/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
          exclude: [pure, "**/node_modules/**"],
        },
      },
    ],
  },
});
