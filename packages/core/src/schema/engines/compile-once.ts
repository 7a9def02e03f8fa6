import type { SchemaCompilation, SchemaEngine, SchemaResources, SchemaValidator } from "./schema-engine.js";
import type { PatternTable } from "../nodes/schema-pattern.js";
import { TOO_DEEP, UnusableSchema } from "../registry/unusable-schema.js";

/** What was made of a schema, or why it is not usable. */
export type Attempt<Product> =
  { readonly ok: true; readonly product: Product } | Extract<SchemaCompilation, { ok: false }>;

/**
 * The `compile` of the engine that makes its validators with `make`. It compiles each
 * schema of one set of resources once, so asking again is free; the resources must not
 * change once they were used.
 */
export function compileOnce(
  make: (path: string, resources: SchemaResources, patterns: PatternTable | undefined) => Attempt<SchemaValidator>,
): SchemaEngine["compile"] {
  const compiled = new WeakMap<SchemaResources, Map<string, SchemaCompilation>>();
  return (path, resources, patterns) => {
    const compilations = compiled.get(resources) ?? new Map<string, SchemaCompilation>();
    compiled.set(resources, compilations);
    const known = compilations.get(path);
    if (known !== undefined) return known;
    const attempted = make(path, resources, patterns);
    const compilation = attempted.ok ? { ok: true as const, validator: attempted.product } : attempted;
    compilations.set(path, compilation);
    return compilation;
  };
}

/** What `make` makes of a schema that may be unusable. */
export function attempt<Product>(make: () => Product): Attempt<Product> {
  try {
    return { ok: true, product: make() };
  } catch (error) {
    if (error instanceof UnusableSchema) return { ok: false, message: error.message, pointer: error.place.pointer };
    if (error instanceof RangeError) return { ok: false, message: TOO_DEEP, pointer: "" };
    throw error;
  }
}
