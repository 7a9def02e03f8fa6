import { compileOnce } from "../compile-once.js";
import { interpret } from "../interpreter/interpret.js";
import { generatedFirst } from "../precompiled/generated-first.js";
import type { SchemaEngine } from "../schema-engine.js";
import { findUnsafePattern } from "../unsafe-pattern.js";
import { generate } from "./generate.js";

export { writeValidatorModule } from "./write-validator-module.js";

/**
 * Validates as `interpreterEngine` does, and faster: for most schemas Ajv generates a
 * function that says whether a value matches, where `new Function` is allowed. It refuses
 * patterns that could take exponential time.
 */
export const ajvEngine: SchemaEngine = {
  compile: compileOnce({
    findBadPattern: findUnsafePattern,
    compile: (nodes) => generatedFirst(generate(nodes, false)?.validate, interpret(nodes)),
  }),
};
