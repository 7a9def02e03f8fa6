import { isSoundAutomaton } from "../automaton/is-sound-automaton.js";
import type { PatternAutomaton } from "../automaton/pattern-automaton.js";
import { checkSchema } from "./check-schema.js";
import { checkBounds } from "./nodes/check-bounds.js";
import { compileNodes, type SchemaNodes } from "./nodes/compile-nodes.js";
import type { SchemaCompilation, SchemaEngine, SchemaResources, SchemaValidator } from "./schema-engine.js";
import type { PatternTable } from "./schema-pattern.js";
import { SchemaRegistry } from "./schema-registry.js";
import { TOO_DEEP, UnusableSchema } from "./unusable-schema.js";

/** What an engine brings: what a schema means is not its business. */
export interface Execution<Product = SchemaValidator> {
  /** The automaton of a pattern that comes without one, where there is what makes it. */
  findAutomaton?(pattern: string): PatternAutomaton | undefined;
  /** Why a pattern without an automaton must not be used; `undefined` when it may. */
  findBadPattern(pattern: string): string | undefined;
  /** What runs the schema that `nodes` are. */
  compile(nodes: SchemaNodes): Product;
}

/** What an engine made of a schema, or why it is not usable. */
export type Attempt<Product> =
  { readonly ok: true; readonly product: Product } | Extract<SchemaCompilation, { ok: false }>;

/**
 * The `compile` of the engine that runs schemas as `execution` does. It compiles each
 * schema of one set of resources once, so asking again is free; the resources must not
 * change once they were used.
 */
export function compileOnce(execution: Execution): SchemaEngine["compile"] {
  const compiled = new WeakMap<SchemaResources, Map<string, SchemaCompilation>>();
  return (path, resources, patterns) => {
    const compilations = compiled.get(resources) ?? new Map<string, SchemaCompilation>();
    compiled.set(resources, compilations);
    const known = compilations.get(path);
    if (known !== undefined) return known;
    const attempt = compileChecked(path, resources, execution, patterns);
    const compilation = attempt.ok ? { ok: true as const, validator: attempt.product } : attempt;
    compilations.set(path, compilation);
    return compilation;
  };
}

/** What `execution` makes of the schema at `path`. Total. */
export function compileChecked<Product>(
  path: string,
  resources: SchemaResources,
  execution: Execution<Product>,
  patterns?: PatternTable,
): Attempt<Product> {
  try {
    const registry = SchemaRegistry.of(resources);
    const automata = new Map<string, PatternAutomaton>();
    const root = checkSchema(path, registry, (pattern) => {
      const automaton = patterns?.get(pattern) ?? execution.findAutomaton?.(pattern);
      if (automaton === undefined) return execution.findBadPattern(pattern);
      // A snapshot may say anything, and this is the last to look before it runs.
      if (!isSoundAutomaton(automaton)) return "comes with an automaton that cannot run; build the snapshot again";
      automata.set(pattern, automaton);
      return undefined;
    });
    const nodes = compileNodes(root, registry, automata);
    checkBounds(nodes);
    return { ok: true, product: execution.compile(nodes) };
  } catch (error) {
    if (error instanceof UnusableSchema) return { ok: false, message: error.message, pointer: error.place.pointer };
    if (error instanceof RangeError) return { ok: false, message: TOO_DEEP, pointer: "" };
    throw error;
  }
}
