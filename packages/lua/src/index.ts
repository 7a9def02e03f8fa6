export type { CustomLintOptions, PrintedLine } from "./custom-lint-limits.js";
export { runCustomLint } from "./run-custom-lint.js";
