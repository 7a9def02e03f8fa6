import { compileChecked } from "../engines/compile-checked.js";
import { compileOnce } from "../engines/compile-once.js";
import { interpret } from "../interpreter/interpret.js";
import { generatedFirst } from "../precompiled/generated-first.js";
import { findAutomaton, findBadPattern } from "../checks/judge-pattern.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import type { SchemaEngine, SchemaValidator } from "../engines/schema-engine.js";
import { generate } from "./generate.js";
import { generatePlainCheck } from "./generate-plain-check.js";

export { writeValidatorModule } from "./write-validator-module.js";

/**
 * Validates as `interpreterEngine` does, and faster: for most schemas Ajv generates a
 * function that says whether a value matches, where `new Function` is allowed. It compiles
 * patterns to automata, and refuses those of the others that could take very long.
 */
export const ajvEngine: SchemaEngine = {
  compile: compileOnce((path, resources, patterns) => {
    return compileChecked(path, resources, { findAutomaton, findBadPattern, compile }, patterns);
  }),
};

function compile(nodes: SchemaNodes): SchemaValidator {
  const generated = generate(nodes, false);
  const validator = generatedFirst(generated?.validate, interpret(nodes));
  if (generated === undefined) return validator;
  // Most schemas are for values, of which nobody asks.
  let isPlain: SchemaValidator["isPlain"];
  return { ...validator, isPlain: (value) => (isPlain ??= generatePlainCheck(nodes.root))(value) };
}
