import { Validator, type SchemaDraft } from "@cfworker/json-schema";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import { compileOnce } from "../compile-once.js";
import type { Draft } from "../draft.js";
import { orderViolations } from "../order-violations.js";
import { findPatternSyntaxError } from "../pattern-syntax-error.js";
import type { SchemaEngine, SchemaValidator } from "../schema-engine.js";
import { readViolations } from "./read-violations.js";

/**
 * Validates with @cfworker/json-schema, which generates no code, so it runs where
 * `new Function` is forbidden: browsers with a strict policy and edge runtimes.
 * Workspaces get there as snapshots that lint has passed, so it leaves finding
 * exponential patterns, and the large library for that, to lint.
 */
export const interpreterEngine: SchemaEngine = {
  compile: compileOnce({ findBadPattern: findPatternSyntaxError, compile }),
};

/** The library has no draft-06; what draft-07 adds never reaches it. */
const DRAFTS: Readonly<Record<Draft, SchemaDraft>> = { 4: "4", 6: "7", 7: "7", 2019: "2019-09", 2020: "2020-12" };

function compile(schemas: AbsoluteSchemas): SchemaValidator {
  const first = create(schemas, true);
  const all = create(schemas, false);
  // A loop of references that never goes into the value ends here.
  first.validate({});
  return {
    matches(value) {
      try {
        return first.validate(value).valid;
      } catch {
        // Nested beyond the stack, or not JSON data.
        return false;
      }
    },
    violations(value) {
      return orderViolations(() => readViolations(all.validate(value).errors, schemas));
    },
  };
}

function create({ uri, draft, files }: AbsoluteSchemas, shortCircuit: boolean): Validator {
  const validator = new Validator(files.get(uri) as object | boolean, DRAFTS[draft], shortCircuit);
  for (const [address, schema] of files) {
    if (address !== uri) validator.addSchema(schema as object, address);
  }
  return validator;
}
