import { orderViolations } from "../engines/order-violations.js";
import type { SchemaNode } from "../nodes/schema-node.js";
import type { SchemaValidator } from "../engines/schema-engine.js";
import { evaluate } from "./evaluate.js";
import { readViolations } from "./read-violations.js";

/** What is to be interpreted. */
export interface Interpreted {
  readonly root: SchemaNode;
  /** True when some schema asks what others evaluated. */
  readonly tracksEvaluated: boolean;
}

/** The validator that does what `nodes` say, step by step. It is what the other engines are held to. */
export function interpret({ root, tracksEvaluated }: Interpreted): SchemaValidator {
  return {
    matches(value) {
      try {
        return evaluate(root, value, { violations: false, evaluated: tracksEvaluated }).holds;
      } catch {
        // Not JSON data.
        return false;
      }
    },
    violations(value) {
      return orderViolations(() =>
        readViolations(evaluate(root, value, { violations: true, evaluated: tracksEvaluated })),
      );
    },
  };
}
