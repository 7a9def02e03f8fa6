import { attempt, compileOnce } from "../engines/compile-once.js";
import { checkBounds } from "../nodes/check-bounds.js";
import { compileNodes } from "../nodes/compile-nodes.js";
import type { SchemaEngine, SchemaResources, SchemaValidator } from "../engines/schema-engine.js";
import type { PatternTable } from "../nodes/schema-pattern.js";
import { SchemaRegistry } from "../registry/schema-registry.js";
import { UnusableSchema } from "../registry/unusable-schema.js";
import { interpret } from "./interpret.js";

/**
 * Validates without generating code, so it runs where `new Function` is forbidden:
 * browsers with a strict policy and edge runtimes. Workspaces get there as snapshots
 * that lint has passed, so it leaves checking schemas to lint. One that lint never saw
 * has bounds all the same: it is refused, or says no, without much explanation.
 */
export const interpreterEngine: SchemaEngine = {
  compile: compileOnce((path, resources, patterns) => attempt(() => interpretUnchecked(path, resources, patterns))),
};

function interpretUnchecked(
  path: string,
  resources: SchemaResources,
  patterns: PatternTable | undefined,
): SchemaValidator {
  try {
    const registry = SchemaRegistry.of(resources);
    const root = registry.root(path);
    if (root === undefined) throw new UnusableSchema({ path, pointer: "" }, `is missing: ${path}`);
    const nodes = compileNodes(root, registry, patterns);
    checkBounds(nodes);
    return interpret(nodes);
  } catch (error) {
    if (error instanceof UnusableSchema || error instanceof RangeError) throw error;
    throw new UnusableSchema({ path, pointer: "" }, "is no schema that lint accepts");
  }
}
