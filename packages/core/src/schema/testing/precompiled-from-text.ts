import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import type { ExplainingFunction } from "../ajv/read-violations.js";
import { writeValidatorModule } from "../ajv/write-validator-module.js";
import * as precompiled from "../precompiled/index.js";
import type { PatternTable } from "../schema-pattern.js";
import type { SchemaCompilation, SchemaEngine, SchemaResources } from "../schema-engine.js";

const compilations = new WeakMap<SchemaResources, Map<string, SchemaCompilation>>();

/** The precompiled engine for any schema: each is written as a module, once, which is read back here. */
export const precompiledFromText: SchemaEngine = {
  compile(path, resources, patterns) {
    const known = compilations.get(resources) ?? new Map<string, SchemaCompilation>();
    compilations.set(resources, known);
    const compilation = known.get(path) ?? compile(path, resources, patterns);
    known.set(path, compilation);
    return compilation;
  },
};

function compile(path: string, resources: SchemaResources, patterns: PatternTable | undefined): SchemaCompilation {
  const attempt = writeValidatorModule(path, resources, patterns);
  return attempt.ok ? precompiled.precompiledEngine(evaluate(attempt.product)).compile(path, resources) : attempt;
}

/** The module's default export. */
function evaluate(module: string): ExplainingFunction {
  const exported = /export default (\w+);/.exec(module)?.[1];
  const script = module.replace(/^import .*$/m, "").replaceAll(/export (?:const validate = \w+|default \w+);/g, "");
  const run: unknown = compileFunction(`${script}\nreturn ${exported ?? ""};`, [
    "require",
    ...Object.keys(precompiled),
  ]);
  return (run as Evaluation)(createRequire(import.meta.url), ...Object.values(precompiled));
}

type Evaluation = (require: NodeJS.Require, ...imported: unknown[]) => ExplainingFunction;
