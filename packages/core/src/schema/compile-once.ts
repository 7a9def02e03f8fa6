import { absoluteSchemas, type AbsoluteSchemas } from "./absolute-schemas.js";
import { checkSchema } from "./check-schema.js";
import type { SchemaCompilation, SchemaEngine, SchemaResources, SchemaValidator } from "./schema-engine.js";
import type { PatternTable } from "./schema-pattern.js";
import { SchemaRegistry } from "./schema-registry.js";
import { TOO_DEEP, UnusableSchema } from "./unusable-schema.js";

/** What one validation library has to bring to be an engine. */
export interface ValidationLibrary<Product = SchemaValidator> {
  /** Why a pattern must not be used; `undefined` when it may. */
  findBadPattern(pattern: string): string | undefined;
  /** What it makes of checked schemas; may throw on one that the library cannot take. */
  compile(schemas: AbsoluteSchemas, patterns: PatternTable | undefined): Product;
}

/** What a library made of a schema, or why it is not usable. */
export type Attempt<Product> =
  { readonly ok: true; readonly product: Product } | Extract<SchemaCompilation, { ok: false }>;

/**
 * The `compile` of an engine on top of `library`. It compiles each schema of one set
 * of resources once, so asking again is free; the resources must not change once
 * they were used.
 */
export function compileOnce(library: ValidationLibrary): SchemaEngine["compile"] {
  const compiled = new WeakMap<SchemaResources, Map<string, SchemaCompilation>>();
  return (path, resources, patterns) => {
    const compilations = compiled.get(resources) ?? new Map<string, SchemaCompilation>();
    compiled.set(resources, compilations);
    const known = compilations.get(path);
    if (known !== undefined) return known;
    const attempt = compileChecked(path, resources, library, patterns);
    const compilation = attempt.ok ? { ok: true as const, validator: attempt.product } : attempt;
    compilations.set(path, compilation);
    return compilation;
  };
}

/** What `library` makes of the schema at `path`. Total. */
export function compileChecked<Product>(
  path: string,
  resources: SchemaResources,
  library: ValidationLibrary<Product>,
  patterns?: PatternTable,
): Attempt<Product> {
  try {
    const registry = SchemaRegistry.of(resources);
    const checked = checkSchema(path, registry, (pattern) => library.findBadPattern(pattern));
    return { ok: true, product: library.compile(absoluteSchemas(checked, registry), patterns) };
  } catch (error) {
    if (error instanceof UnusableSchema) return { ok: false, message: error.message, pointer: error.place.pointer };
    if (error instanceof RangeError) return { ok: false, message: TOO_DEEP, pointer: "" };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `cannot be used: ${reason}`, pointer: "" };
  }
}
