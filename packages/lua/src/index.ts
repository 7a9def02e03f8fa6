export { runCustomLint, type CustomLintOptions } from "./run-custom-lint.js";
