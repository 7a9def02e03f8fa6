import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import typescriptEslint from "typescript-eslint";
import { corePurity, coreWithoutCodeGeneration } from "./tools/eslint-core-purity.mjs";

const typescript = ["**/*.ts"];
const tests = ["**/*.test.ts", "**/testing/**/*.ts", "test-support/**/*.ts"];
const plainScripts = ["**/*.js", "**/*.mjs"];

export default defineConfig(
  { ignores: ["**/dist/", "**/node_modules/", "**/coverage/", "**/.turbo/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  {
    files: typescript,
    extends: [typescriptEslint.configs.strictTypeChecked, typescriptEslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // The first project that contains a file serves it: the one for tests covers all of core.
        project: [
          "packages/core/tsconfig.test.json",
          "packages/edge/tsconfig.test.json",
          "packages/*/tsconfig.json",
          "examples/browser-app/tsconfig.json",
          "tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/prefer-readonly": "error",
      // Numbers are plain to read in a message; anything else could hide `[object Object]`.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => list.push(x)` as a callback is clear enough; a void value that is used is not.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // `while (true)` with a return inside is the plain shape of a reader loop.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // The counterpart, `!`, is what no-non-null-assertion refuses.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // An index signature can say what its key is, and a recursive type needs it.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // Splitting text into code points is what `[...text]` is for.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // It recurses without end on a type that contains itself, as JSON values do.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Slow, and there are no enums here.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Control characters in ids, URIs and formats are what several patterns are there to refuse.
      "no-control-regex": "off",
      eqeqeq: ["error", "always"],
      "no-console": "error",
    },
  },
  {
    files: plainScripts,
    languageOptions: {
      globals: {
        AbortController: "readonly",
        Buffer: "readonly",
        clearInterval: "readonly",
        clearTimeout: "readonly",
        console: "readonly",
        performance: "readonly",
        process: "readonly",
        setInterval: "readonly",
        setTimeout: "readonly",
        structuredClone: "readonly",
        TextDecoder: "readonly",
        TextEncoder: "readonly",
        URL: "readonly",
        WebAssembly: "readonly",
      },
    },
    rules: {
      eqeqeq: ["error", "always"],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_$" }],
    },
  },
  { files: ["packages/core/src/**/*.ts"], ignores: tests, rules: corePurity },
  {
    // The hot path walks arrays by index: an iterator per loop costs more than the comparison inside.
    files: ["packages/core/src/resolve/**/*.ts"],
    rules: { "@typescript-eslint/prefer-for-of": "off" },
  },
  {
    files: ["packages/core/src/**/*.ts"],
    ignores: [...tests, "packages/core/src/schema/ajv/**"],
    rules: coreWithoutCodeGeneration,
  },
  {
    files: tests,
    rules: {
      // A test states what is there; a wrong `!` fails the test it stands in.
      "@typescript-eslint/no-non-null-assertion": "off",
      // A test may take a function out of a result that it made itself.
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
