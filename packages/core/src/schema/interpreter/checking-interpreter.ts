import { compileChecked } from "../engines/compile-checked.js";
import { compileOnce } from "../engines/compile-once.js";
import { findAutomaton, findBadPattern } from "../checks/judge-pattern.js";
import type { SchemaEngine } from "../engines/schema-engine.js";
import { interpret } from "./interpret.js";

/**
 * Does all that `ajvEngine` does, without generating code: a few values are checked before
 * that engine has been loaded and has generated the code for the first.
 */
export const checkingInterpreterEngine: SchemaEngine = {
  compile: compileOnce((path, resources, patterns) =>
    compileChecked(path, resources, { findAutomaton, findBadPattern, compile: interpret }, patterns),
  ),
};
