import { compileOnce } from "../compile-once.js";
import { findPatternSyntaxError } from "../pattern-syntax-error.js";
import type { SchemaEngine } from "../schema-engine.js";
import { interpret } from "./interpret.js";

/**
 * Validates without generating code, so it runs where `new Function` is forbidden:
 * browsers with a strict policy and edge runtimes. Workspaces get there as snapshots
 * that lint has passed, so it leaves judging patterns, and the large library
 * for that, to lint.
 */
export const interpreterEngine: SchemaEngine = {
  compile: compileOnce({ findBadPattern: findPatternSyntaxError, compile: interpret }),
};
