import { compileChecked } from "./compile-once.js";
import { findPatternSyntaxError } from "./pattern-syntax-error.js";
import type { SchemaResources } from "./schema-engine.js";
import { SchemaRegistry, type SchemaPlace } from "./schema-registry.js";

const known = new WeakMap<SchemaResources, Map<string, SchemaPlace | undefined>>();

/**
 * The schema at `path`, when engines can use it; `undefined` when not, or when there is none. What a
 * schema says is asked only of such: it ends, within the bounds that hold for every engine.
 */
export function findUsableRoot(path: string, resources: SchemaResources): SchemaPlace | undefined {
  const roots = known.get(resources) ?? new Map<string, SchemaPlace | undefined>();
  known.set(resources, roots);
  if (!roots.has(path)) {
    const attempt = compileChecked(path, resources, { findBadPattern: findPatternSyntaxError, compile: () => true });
    roots.set(path, attempt.ok ? SchemaRegistry.of(resources).root(path) : undefined);
  }
  return roots.get(path);
}
