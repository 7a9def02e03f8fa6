import { readViolations, type ExplainingFunction } from "../ajv/read-violations.js";
import type { SchemaEngine, SchemaValidator } from "../schema-engine.js";

export { jsonComparison } from "../json-comparison.js";
export { namePattern, patternWithin } from "../schema-pattern.js";

/**
 * The engine of a workspace whose context schema was compiled before: `validate` is the
 * default export of the module that `writeValidatorModule` wrote. Generates no code, and
 * validates and explains as `ajvEngine` does. It knows that one schema, whatever it is
 * asked to compile.
 */
export function precompiledEngine(validate: ExplainingFunction): SchemaEngine {
  const validator: SchemaValidator = {
    matches(value) {
      try {
        return validate(value);
      } catch {
        // Nested beyond the stack, or not JSON data.
        return false;
      }
    },
    violations: (value) => readViolations(() => validate, value),
  };
  return { compile: () => ({ ok: true, validator }) };
}
