import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import type { JsonObject } from "../json/json-value.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { contextInvalid } from "./context-invalid.js";
import { copyContext } from "./copy-context.js";
import type { AttributeKeys } from "./flat-branch.js";
import { patternTable } from "./pattern-table.js";
import { countKeys } from "./plain-context.js";
import { schemaUnusable } from "./schema-unusable.js";

/** Checks contexts, against the workspace's schema too where it has one and the caller `validates`. */
export interface ContextCheck {
  /** A copy of `context`, as {@link copyContext} makes it. Throws `context-invalid`, or `workspace-invalid` for an unusable schema. */
  copy(context: unknown, validates: boolean): JsonObject;
  /**
   * True when {@link copy} takes `context`, and the attributes that `keys` lead to are the same in the caller's own
   * object. False on any doubt. It runs what of the caller's runs when properties are read, so it may throw anything.
   */
  isFit(context: unknown, validates: boolean, keys: AttributeKeys): boolean;
}

/** The check for contexts of `compiled`, whose schema is compiled here. */
export function linkContextCheck(compiled: CompiledWorkspace, schemaEngine: SchemaEngine | undefined): ContextCheck {
  const path = compiled.context?.schema;
  if (path === undefined) return { copy: copyContext, isFit: (context, _, keys) => hasPlain(context, keys) };
  const schemas = new Map(compiled.schemas.map(({ path, schema }) => [path, schema]));
  const compilation = schemaEngine?.compile(path, schemas, patternTable(compiled));
  const validator = compilation?.ok ? compilation.validator : undefined;
  return {
    copy(context, validates) {
      const copy = copyContext(context);
      if (!validates) return copy;
      if (!compilation?.ok) throw schemaUnusable("contexts", path, compilation);
      if (compilation.validator.matches(copy)) return copy;
      throw contextInvalid(`context does not match ${path}`, compilation.validator.violations(copy));
    },
    isFit: (context, validates, keys) =>
      validates ? validator?.isPlain?.(context) === true && validator.matches(context) : hasPlain(context, keys),
  };
}

function hasPlain(context: unknown, { first, count }: AttributeKeys): boolean {
  return countKeys(context, first) === count;
}
