import standaloneCode from "ajv/dist/standalone/index.js";
import { compileChecked, type Attempt } from "../compile-once.js";
import { findAutomaton, findBadPattern } from "../judge-pattern.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import type { PrecompiledSchema } from "../precompiled/index.js";
import type { SchemaResources } from "../schema-engine.js";
import type { PatternTable } from "../schema-pattern.js";
import { generate, type Generated } from "./generate.js";
import { CALLED } from "./run-keywords.js";

/**
 * Compiles the schema at `path` of `resources` as `ajvEngine` does, but to the text of an
 * ES module, for where no code can be generated. Its default export is for
 * `precompiledEngine`. It imports `@rototo/core/precompiled` and nothing else: a bundler
 * makes one file of it. Total: a bad schema is a result, not an exception.
 */
export function writeValidatorModule(
  path: string,
  resources: SchemaResources,
  patterns?: PatternTable,
): Attempt<string> {
  const compile = (nodes: SchemaNodes) => write(nodes, path, resources);
  return compileChecked(path, resources, { findAutomaton, findBadPattern, compile }, patterns);
}

function write(nodes: SchemaNodes, path: string, resources: SchemaResources): string {
  const reached = new Set(nodes.all.map(({ place }) => place.path));
  const schema: PrecompiledSchema = {
    path,
    schemas: [...resources].filter(([file]) => reached.has(file)),
    patterns: [...(nodes.patterns ?? [])],
  };
  // As text, because runtimes read JSON faster than literals, and its keys are never anything but keys.
  const data = `JSON.parse(${JSON.stringify(JSON.stringify(schema))})`;
  const generated = generate(nodes, true);
  if (generated === undefined) return `export default ${data};\n`;
  const imported = Object.values(CALLED).map(({ str }) => str);
  return `import { ${imported.join(", ")} } from "@rototo/core/precompiled";
${codeOf(generated)}
export default { ...${data}, validate };
`;
}

/** The code of the function, under the name `validate`. */
function codeOf({ ajv, validate }: Generated): string {
  const code = (standaloneCode as unknown as typeof standaloneCode.default)(ajv, validate);
  return code.replace(/export const validate = (\w+);\s*export default \w+;/, "const validate = $1;");
}
