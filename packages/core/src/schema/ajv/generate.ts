import type { Ajv, Options, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import { plainSchema } from "./plain-schema.js";
import { nameEngine, runKeywords } from "./run-keywords.js";

const OPTIONS: Options = {
  strict: false,
  logger: false,
  // Schemas are checked before they get here, at less cost than by their meta-schema.
  validateSchema: false,
  meta: false,
  // Generated code only says whether a value matches.
  messages: false,
};

/** A function that Ajv generated, and the Ajv that made it. */
export interface Generated {
  readonly ajv: Ajv;
  readonly validate: ValidateFunction;
}

/**
 * Generates the function that says whether a value matches `nodes`; as text too with
 * `keepSource`. `undefined` where Ajv would say something else than {@link interpret}, and
 * where it cannot, as where generating code is forbidden.
 */
export function generate(nodes: SchemaNodes, keepSource: boolean): Generated | undefined {
  const schema = plainSchema(nodes);
  if (schema === undefined || isPrototypeExtended()) return undefined;
  // Ajv's own optimisation takes quadratic time, and the runtime's is as good.
  const code = { optimize: false, regExp: nameEngine(nodes.patterns), ...(keepSource && { source: true, esm: true }) };
  try {
    const ajv = new Ajv2020({ ...OPTIONS, code });
    runKeywords(ajv, nodes.keywords);
    const validate = ajv.compile(schema as boolean | Record<string, unknown>);
    // The runtime reads the code when it first runs, and only then finds it too deep.
    void validate({});
    return { ajv, validate };
  } catch {
    return undefined;
  }
}

/** Generated code goes through names as `for in` does. */
function isPrototypeExtended(): boolean {
  for (const _ in {}) return true;
  return false;
}
