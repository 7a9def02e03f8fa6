import standaloneCode from "ajv/dist/standalone/index.js";
import type { AbsoluteSchemas } from "../absolute-schemas.js";
import { compileChecked, type Attempt } from "../compile-once.js";
import type { SchemaResources } from "../schema-engine.js";
import type { PatternTable } from "../schema-pattern.js";
import { findUnsafePattern } from "../unsafe-pattern.js";
import { JSON_COMPARISON } from "./compare-as-json.js";
import { EXPLAINING, generate } from "./generate.js";
import { NAME_PATTERN, PATTERN_WITHIN } from "./run-patterns.js";

/**
 * Compiles the schema at `path` of `resources` as `ajvEngine` does, but to the text of an
 * ES module, for where no code can be generated. Its default export is for
 * `precompiledEngine`. It imports `@rototo/core/precompiled` and requires parts of ajv and
 * ajv-formats, on which this package depends: a bundler makes one file of it. Total: a
 * bad schema is a result, not an exception.
 */
export function writeValidatorModule(
  path: string,
  resources: SchemaResources,
  patterns?: PatternTable,
): Attempt<string> {
  return compileChecked(path, resources, { findBadPattern: findUnsafePattern, compile }, patterns);
}

function compile(schemas: AbsoluteSchemas, patterns: PatternTable | undefined): string {
  const options = { ...EXPLAINING, code: { ...EXPLAINING.code, source: true, esm: true } };
  const { ajv, validate } = generate(schemas, options, patterns);
  const generated = (standaloneCode as unknown as typeof standaloneCode.default)(ajv, validate);
  // In a literal, this key would set the prototype. Within a string, the quotes around it are escaped.
  const code = generated.replaceAll('"__proto__":', '["__proto__"]:');
  const imported = [JSON_COMPARISON, NAME_PATTERN, PATTERN_WITHIN].map(({ str }) => str).join(", ");
  return `import { ${imported} } from "@rototo/core/precompiled";\n${code}`;
}
