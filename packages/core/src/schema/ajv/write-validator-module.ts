import standaloneCode from "ajv/dist/standalone/index.js";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import { compileChecked, type Attempt } from "../compile-once.js";
import type { SchemaResources } from "../schema-engine.js";
import { findUnsafePattern } from "../unsafe-pattern.js";
import { JSON_COMPARISON } from "./compare-as-json.js";
import { EXPLAINING, generate } from "./generate.js";

/**
 * Compiles the schema at `path` of `resources` as `ajvEngine` does, but to the text of an
 * ES module, for where no code can be generated. Its default export is for
 * `precompiledEngine`. It imports `@rototo/core/precompiled` and requires parts of ajv and
 * ajv-formats, on which this package depends: a bundler makes one file of it. Total: a
 * bad schema is a result, not an exception.
 */
export function writeValidatorModule(path: string, resources: SchemaResources): Attempt<string> {
  return compileChecked(path, resources, { findBadPattern: findUnsafePattern, compile });
}

function compile(schemas: AbsoluteSchemas): string {
  const { ajv, validate } = generate(schemas, {
    ...EXPLAINING,
    code: { ...EXPLAINING.code, source: true, esm: true },
  });
  const generated = (standaloneCode as unknown as typeof standaloneCode.default)(ajv, validate);
  // In a literal, this key would set the prototype. Within a string, the quotes around it are escaped.
  const code = generated.replaceAll('"__proto__":', '["__proto__"]:');
  return `import { ${JSON_COMPARISON.str} } from "@rototo/core/precompiled";\n${code}`;
}
