import standaloneCode from "ajv/dist/standalone/index.js";
import { compileChecked } from "../engines/compile-checked.js";
import type { Attempt } from "../engines/compile-once.js";
import { SCHEMA_FORMATS } from "../formats/schema-format.js";
import { findAutomaton, findBadPattern } from "../checks/judge-pattern.js";
import { choicesOf } from "../nodes/choices.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import { writeNodes } from "../nodes/node-data.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import type { PatternTable } from "../nodes/schema-pattern.js";
import { generate, type Generated } from "./generate.js";
import { BESIDE } from "./run-keywords.js";

/**
 * Compiles the schema at `path` of `resources` as `ajvEngine` does, but to the text of an
 * ES module, for where no code can be generated. Its default export is for
 * `precompiledEngine`. It imports `@rototo/core/precompiled` and nothing else, and of that
 * only what its schema has: a bundler makes one small file of it. Total: a bad schema is a
 * result, not an exception.
 */
export function writeValidatorModule(
  path: string,
  resources: SchemaResources,
  patterns?: PatternTable,
): Attempt<string> {
  return compileChecked(path, resources, { findAutomaton, findBadPattern, compile: write }, patterns);
}

const { keywords: KEYWORDS, patterns: PATTERNS, namePattern: NAME_PATTERN } = BESIDE;

function write(nodes: SchemaNodes): string {
  const { all, tracksEvaluated, patterns = new Map() } = nodes;
  const assertions = all.flatMap((node) => node.assertions);
  const hasChoices = all.some(({ applicators }) => applicators.some(choicesOf));
  const keywords = distinct([...assertions.map(({ keyword }) => keyword), ...(hasChoices ? ["enum"] : [])]);
  const formats = distinct(
    assertions.flatMap(({ keyword, expected }) => (keyword === "format" ? [expected as string] : [])),
  ).filter((name) => SCHEMA_FORMATS.has(name));
  const hasNames = all.some(({ applicators }) => applicators.some((applicator) => applicator.patterns?.length));
  const generated = generate(nodes, true);

  const run = (keyword: string): string => {
    const tests = formats.map((name) => `["${name}", ${testOf(name)}]`).join(", ");
    if (keyword === "format") return `${exportOf(keyword)}(new Map([${tests}]))`;
    return keyword === "pattern" ? `${exportOf(keyword)}(${PATTERNS})` : exportOf(keyword);
  };
  const imported = [
    ...keywords.map(exportOf),
    ...formats.map(testOf),
    hasNames && "schemaPattern",
    hasNames && generated && NAME_PATTERN,
  ];
  const members = [
    `nodes: ${inCode(writeNodes(all))}`,
    `tracksEvaluated: ${tracksEvaluated}`,
    KEYWORDS,
    hasNames && `toNames: (source) => schemaPattern(source, ${PATTERNS}.get(source))`,
    generated && "validate",
  ];
  const lines = [
    `import { ${listed(imported)} } from "@rototo/core/precompiled";`,
    (hasNames || keywords.includes("pattern")) && `const ${PATTERNS} = new Map(${inCode([...patterns])});`,
    `const ${KEYWORDS} = { ${keywords.map((keyword) => `${keyword}: ${run(keyword)}`).join(", ")} };`,
    generated && codeOf(generated),
    `export default { ${listed(members)} };`,
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** What there is of `parts`, with commas between. */
function listed(parts: readonly unknown[]): string {
  return parts.filter(Boolean).join(", ");
}

/** What `@rototo/core/precompiled` calls a keyword. */
function exportOf(keyword: string): string {
  return `${keyword}Keyword`;
}

/** What `@rototo/core/precompiled` calls the test of a format: `isDateTime`. */
function testOf(format: string): string {
  return `is${format.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** As text, because runtimes read JSON faster than literals, and its keys are never anything but keys. */
function inCode(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/** The code of the function, under the name `validate`. */
function codeOf({ ajv, validate }: Generated): string {
  const code = (standaloneCode as unknown as typeof standaloneCode.default)(ajv, validate);
  return code.replace(/export const validate = (\w+);\s*export default \w+;/, "const validate = $1;");
}
