import { runCustomLintInProcess } from "../in-process.js";
import { runCustomLint } from "../run-custom-lint.js";

/** Both ways to run scripts: what a script sees and what stops it is the same. */
export const WAYS_TO_RUN: readonly (readonly [name: string, run: typeof runCustomLint])[] = [
  ["in threads", runCustomLint],
  ["in this process", runCustomLintInProcess],
];
