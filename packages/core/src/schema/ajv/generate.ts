import { Ajv, type Options, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvDraft04 from "ajv-draft-04";
import ajvFormats from "ajv-formats";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import type { PatternTable } from "../schema-pattern.js";
import { compareAsJson } from "./compare-as-json.js";
import { nameEngine, runPatterns } from "./run-patterns.js";

/** For a function that only says whether a value matches. */
export const MATCHING: Options = {
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

/** For a function that finds every violation. */
export const EXPLAINING: Options = { ...MATCHING, allErrors: true, verbose: true };

/** Generates the function for the schema at `schemas.uri`; gives it with the Ajv that made it. */
export function generate(
  { uri, draft, unevaluated, files }: AbsoluteSchemas,
  options: Options,
  patterns: PatternTable | undefined,
): { ajv: Ajv; validate: ValidateFunction } {
  const ajv = create(draft, {
    ...options,
    ownProperties: namesInherited(files),
    code: { ...options.code, regExp: nameEngine(patterns) },
  });
  // Keeping track of what was evaluated takes time, and fails on some recursive schemas, so only where it is asked for.
  ajv.opts.unevaluated = unevaluated;
  compareAsJson(ajv);
  runPatterns(ajv, patterns);
  (ajvFormats as unknown as typeof ajvFormats.default)(ajv);
  for (const [address, schema] of files) ajv.addSchema(schema as boolean | Record<string, unknown>, address);
  const validate = ajv.getSchema(uri);
  if (validate === undefined) throw new Error(`Ajv does not know ${uri}`);
  // The runtime reads the code when it first runs, and only then finds it too deep, or a loop of references.
  void validate({});
  return { ajv, validate };
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
