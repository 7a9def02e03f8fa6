import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvDraft04 from "ajv-draft-04";
import ajvFormats from "ajv-formats";
import { compareAsJson } from "./compare-as-json.js";
import { jsonPointer } from "../../json/json-pointer.js";
import type { JsonValue } from "../../json/json-value.js";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import { compileOnce } from "../compile-once.js";
import { orderViolations } from "../order-violations.js";
import type { SchemaEngine, SchemaValidator, Violation } from "../schema-engine.js";
import { findUnsafePattern } from "../unsafe-pattern.js";
import { violationMessage } from "../violation-message.js";

/**
 * Validates with Ajv, which generates a function for each schema: the fastest engine,
 * for where `new Function` is allowed. It refuses patterns that could take
 * exponential time.
 */
export const ajvEngine: SchemaEngine = { compile: compileOnce({ findBadPattern: findUnsafePattern, compile }) };

const OPTIONS: Options = {
  strict: false,
  logger: false,
  // Schemas are checked before they get here, at less cost than by their meta-schema.
  validateSchema: false,
  meta: false,
  // Ajv's own optimisation takes quadratic time, and the runtime's is as good.
  code: { optimize: false },
  // 19.99 is a multiple of 0.01, although no binary division says so.
  multipleOfPrecision: 9,
};

function compile(schemas: AbsoluteSchemas): SchemaValidator {
  const validate = generateFlatIfNeeded(schemas);
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
      return orderViolations(() => {
        explain ??= generate(schemas, { ...OPTIONS, allErrors: true, verbose: true });
        return explain(value) ? [] : violationsOf(explain.errors ?? []);
      });
    },
  };
}

/** Code that stops at the first error nests as deep as a schema has properties; beyond the stack it has to be flat. */
function generateFlatIfNeeded(schemas: AbsoluteSchemas): ValidateFunction {
  try {
    return generate(schemas, OPTIONS);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return generate(schemas, { ...OPTIONS, allErrors: true });
  }
}

function generate({ uri, draft, unevaluated, files }: AbsoluteSchemas, options: Options): ValidateFunction {
  const ajv = create(draft, { ...options, ownProperties: namesInherited(files) });
  // Keeping track of what was evaluated takes time, and fails on some recursive schemas, so only where it is asked for.
  ajv.opts.unevaluated = unevaluated;
  compareAsJson(ajv);
  (ajvFormats as unknown as typeof ajvFormats.default)(ajv);
  for (const [address, schema] of files) ajv.addSchema(schema as boolean | Record<string, unknown>, address);
  const validate = ajv.getSchema(uri);
  if (validate === undefined) throw new Error(`Ajv does not know ${uri}`);
  // The runtime reads the code when it first runs, and only then finds it too deep, or a loop of references.
  void validate({});
  return validate;
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype).map((name) => JSON.stringify(name));

/**
 * True when a schema may name what every object inherits, such as `constructor`: only
 * then must the generated code ask whether each property is the value's own, which
 * makes it several times slower.
 */
function namesInherited(files: AbsoluteSchemas["files"]): boolean {
  const text = JSON.stringify([...files.values()]);
  return INHERITED.some((name) => text.includes(name));
}

function create(draft: AbsoluteSchemas["draft"], options: Options): Ajv {
  switch (draft) {
    case 4:
      return new (ajvDraft04 as unknown as typeof ajvDraft04.default)(options);
    case 6:
    case 7:
      return new Ajv(options);
    case 2019:
      return new Ajv2019(options);
    case 2020:
      return new Ajv2020(options);
  }
}

function* violationsOf(errors: readonly ErrorObject[]): Iterable<Violation> {
  for (const { instancePath, keyword, params, schema, propertyName, message } of errors) {
    // `if` only says that `then` or `else` failed; what is wrong with a name is told by `propertyNames`.
    if (keyword === "if" || propertyName !== undefined) continue;
    const {
      missingProperty,
      additionalProperty,
      unevaluatedProperty,
      propertyName: name,
    } = params as Record<string, string>;
    const surplus = additionalProperty ?? unevaluatedProperty;
    const broken = {
      keyword: keyword === "false schema" ? "false" : keyword,
      expected: schema as JsonValue,
      property: missingProperty ?? name,
      words: message ?? `breaks ${keyword}`,
    };
    yield {
      pointer: surplus === undefined ? instancePath : instancePath + jsonPointer([surplus]),
      keyword: broken.keyword,
      message: violationMessage(broken),
    };
  }
}
