import { compileFunction } from "node:vm";
import { writeValidatorModule } from "../ajv/write-validator-module.js";
import * as precompiled from "../precompiled/index.js";
import type { SchemaCompilation, SchemaEngine, SchemaResources } from "../engines/schema-engine.js";
import type { PatternTable } from "../nodes/schema-pattern.js";

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
  if (!attempt.ok) return attempt;
  return precompiled.precompiledEngine(evaluate(attempt.product)).compile(path, resources);
}

/** The module's default export. */
function evaluate(module: string): precompiled.PrecompiledSchema {
  const script = module.replace(/^import .*$/m, "").replace("export default ", "return ");
  const run = compileFunction(script, Object.keys(precompiled)) as (...imported: unknown[]) => unknown;
  return run(...Object.values(precompiled)) as precompiled.PrecompiledSchema;
}
