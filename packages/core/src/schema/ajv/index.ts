import { compileChecked } from "../engines/compile-checked.js";
import { compileOnce } from "../engines/compile-once.js";
import { interpret } from "../interpreter/interpret.js";
import { generatedFirst } from "../precompiled/generated-first.js";
import { findAutomaton, findBadPattern } from "../checks/judge-pattern.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import type { SchemaEngine } from "../engines/schema-engine.js";
import { generate } from "./generate.js";

export { writeValidatorModule } from "./write-validator-module.js";

/**
 * Validates as `interpreterEngine` does, and faster: for most schemas Ajv generates a
 * function that says whether a value matches, where `new Function` is allowed. It compiles
 * patterns to automata, and refuses those of the others that could take very long.
 */
export const ajvEngine: SchemaEngine = {
  compile: compileOnce((path, resources, patterns) => {
    const compile = (nodes: SchemaNodes) => generatedFirst(generate(nodes, false)?.validate, interpret(nodes));
    return compileChecked(path, resources, { findAutomaton, findBadPattern, compile }, patterns);
  }),
};
