import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import type { ExplainingFunction } from "../ajv/read-violations.js";
import { writeValidatorModule } from "../ajv/write-validator-module.js";
import { jsonComparison, precompiledEngine } from "../precompiled/index.js";
import type { SchemaCompilation, SchemaEngine, SchemaResources } from "../schema-engine.js";

const compilations = new WeakMap<SchemaResources, Map<string, SchemaCompilation>>();

/** The precompiled engine for any schema: each is written as a module, once, which is read back here. */
export const precompiledFromText: SchemaEngine = {
  compile(path, resources) {
    const known = compilations.get(resources) ?? new Map<string, SchemaCompilation>();
    compilations.set(resources, known);
    const compilation = known.get(path) ?? compile(path, resources);
    known.set(path, compilation);
    return compilation;
  },
};

function compile(path: string, resources: SchemaResources): SchemaCompilation {
  const attempt = writeValidatorModule(path, resources);
  return attempt.ok ? precompiledEngine(evaluate(attempt.product)).compile(path, resources) : attempt;
}

/** The module's default export. */
function evaluate(module: string): ExplainingFunction {
  const exported = /export default (\w+);/.exec(module)?.[1];
  const script = module.replace(/^import .*$/m, "").replaceAll(/export (?:const validate = \w+|default \w+);/g, "");
  const run: unknown = compileFunction(`${script}\nreturn ${exported ?? ""};`, ["require", "jsonComparison"]);
  return (run as Evaluation)(createRequire(import.meta.url), jsonComparison);
}

type Evaluation = (require: NodeJS.Require, comparison: typeof jsonComparison) => ExplainingFunction;
