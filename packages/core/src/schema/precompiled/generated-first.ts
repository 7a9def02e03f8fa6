import type { SchemaValidator } from "../engines/schema-engine.js";

/** Asks `generated` whether a value matches, and `interpreted` for all else, also where `generated` gives up. */
export function generatedFirst(
  generated: ((value: unknown) => boolean) | undefined,
  interpreted: SchemaValidator,
): SchemaValidator {
  if (generated === undefined) return interpreted;
  return {
    matches(value) {
      try {
        return generated(value);
      } catch {
        return interpreted.matches(value);
      }
    },
    violations: (value) => interpreted.violations(value),
  };
}
