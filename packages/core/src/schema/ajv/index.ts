import type { ValidateFunction } from "ajv";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import { compileOnce } from "../compile-once.js";
import type { SchemaEngine, SchemaValidator } from "../schema-engine.js";
import type { PatternTable } from "../schema-pattern.js";
import { findUnsafePattern } from "../unsafe-pattern.js";
import { EXPLAINING, generate, MATCHING } from "./generate.js";
import { readViolations } from "./read-violations.js";

export { writeValidatorModule } from "./write-validator-module.js";

/**
 * Validates with Ajv, which generates a function for each schema: the fastest engine,
 * for where `new Function` is allowed. It refuses patterns that could take
 * exponential time.
 */
export const ajvEngine: SchemaEngine = { compile: compileOnce({ findBadPattern: findUnsafePattern, compile }) };

function compile(schemas: AbsoluteSchemas, patterns: PatternTable | undefined): SchemaValidator {
  const validate = generateFlatIfNeeded(schemas, patterns);
  let explain: ValidateFunction | undefined;
  return {
    matches(value) {
      try {
        return validate(value);
      } catch {
        // Nested beyond the stack, or not JSON data.
        return false;
      }
    },
    violations(value) {
      return readViolations(() => (explain ??= generate(schemas, EXPLAINING, patterns).validate), value);
    },
  };
}

/** Code that stops at the first error nests as deep as a schema has properties; beyond the stack it has to be flat. */
function generateFlatIfNeeded(schemas: AbsoluteSchemas, patterns: PatternTable | undefined): ValidateFunction {
  try {
    return generate(schemas, MATCHING, patterns).validate;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return generate(schemas, { ...MATCHING, allErrors: true }, patterns).validate;
  }
}
