import { compileChecked } from "../engines/compile-checked.js";
import type { Attempt } from "../engines/compile-once.js";
import { findAutomaton, findBadPattern } from "./judge-pattern.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { SchemaRegistry, type SchemaPlace } from "../registry/schema-registry.js";

const known = new WeakMap<SchemaResources, Map<string, Attempt<SchemaPlace | undefined>>>();

/**
 * The schema at `path`, when engines can use it; `undefined` when not, or when there is none. What a
 * schema says is asked only of such: it ends, within the bounds that hold for every engine.
 */
export function findUsableRoot(path: string, resources: SchemaResources): SchemaPlace | undefined {
  const checked = checkUsable(path, resources);
  return checked.ok ? checked.product : undefined;
}

/** The schema at `path`, or why no engine can use it. It is checked once for the same `resources`, which must not change. */
export function checkUsable(path: string, resources: SchemaResources): Attempt<SchemaPlace | undefined> {
  const roots = known.get(resources) ?? new Map<string, Attempt<SchemaPlace | undefined>>();
  known.set(resources, roots);
  const compile = () => SchemaRegistry.of(resources).root(path);
  const checked = roots.get(path) ?? compileChecked(path, resources, { findAutomaton, findBadPattern, compile });
  roots.set(path, checked);
  return checked;
}
