import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";
import type { JsonValue } from "../../json/json-value.js";
import { interpret } from "../interpreter/interpret.js";
import { compileNodes } from "../nodes/compile-nodes.js";
import type { SchemaEngine, SchemaValidator } from "../schema-engine.js";
import { SchemaRegistry } from "../schema-registry.js";
import { generatedFirst } from "./generated-first.js";

export { keywordTest, patternTest } from "../nodes/assertion.js";
export { namePattern } from "../schema-pattern.js";

/** What a module that `writeValidatorModule` wrote has as its default export. */
export interface PrecompiledSchema {
  /** Says whether a value matches; absent for a schema that is interpreted. */
  readonly validate?: (value: unknown) => boolean;
  readonly path: string;
  /** The schema at `path` and those that it reaches, by their paths. */
  readonly schemas: readonly (readonly [path: string, schema: JsonValue])[];
  readonly patterns: readonly (readonly [source: string, automaton: PatternAutomaton])[];
}

/**
 * The engine of a workspace whose context schema was compiled before: `schema` is the
 * default export of the module that `writeValidatorModule` wrote. Generates no code. It
 * knows that one schema, whatever it is asked to compile.
 */
export function precompiledEngine(schema: PrecompiledSchema): SchemaEngine {
  const validator = generatedFirst(schema.validate, interpretedWhenAsked(schema));
  return { compile: () => ({ ok: true, validator }) };
}

/** Most contexts match, which the generated code knows alone. The schema was checked when that was written. */
function interpretedWhenAsked({ path, schemas, patterns }: PrecompiledSchema): SchemaValidator {
  let interpreted: SchemaValidator | undefined;
  const validator = () => {
    if (interpreted === undefined) {
      const registry = SchemaRegistry.of(new Map(schemas));
      const root = registry.root(path);
      if (root === undefined) throw new Error(`broken invariant: ${path} is not among the schemas of its module`);
      interpreted = interpret(compileNodes(root, registry, new Map(patterns)));
    }
    return interpreted;
  };
  return {
    matches: (value) => validator().matches(value),
    violations: (value) => validator().violations(value),
  };
}
