import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";
import { checkSchema } from "../checks/check-schema.js";
import { attempt, type Attempt } from "./compile-once.js";
import { checkBounds } from "../nodes/check-bounds.js";
import { compileNodes, type SchemaNodes } from "../nodes/compile-nodes.js";
import type { SchemaResources } from "./schema-engine.js";
import type { PatternTable } from "../nodes/schema-pattern.js";
import { SchemaRegistry } from "../registry/schema-registry.js";

/** What becomes of patterns, and of a schema in which nothing is wrong. */
export interface Execution<Product> {
  /** The automaton of a pattern that comes without one, where there is what makes it. */
  findAutomaton?(pattern: string): PatternAutomaton | undefined;
  /** Why a pattern without an automaton must not be used; `undefined` when it may. */
  findBadPattern(pattern: string): string | undefined;
  /** What runs the schema that `nodes` are. */
  compile(nodes: SchemaNodes): Product;
}

/** What `execution` makes of the schema at `path`, with the first mistake in it told where it stands. Total. */
export function compileChecked<Product>(
  path: string,
  resources: SchemaResources,
  execution: Execution<Product>,
  patterns?: PatternTable,
): Attempt<Product> {
  return attempt(() => {
    const registry = SchemaRegistry.of(resources);
    const automata = new Map<string, PatternAutomaton>();
    const root = checkSchema(path, registry, (pattern) => {
      const automaton = patterns?.get(pattern) ?? execution.findAutomaton?.(pattern);
      if (automaton === undefined) return execution.findBadPattern(pattern);
      automata.set(pattern, automaton);
      return undefined;
    });
    const nodes = compileNodes(root, registry, automata);
    checkBounds(nodes);
    return execution.compile(nodes);
  });
}
