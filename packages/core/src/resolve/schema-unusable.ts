import { RototoError } from "../errors/rototo-error.js";
import type { SchemaCompilation } from "../schema/engines/schema-engine.js";

/** The error for `what` that the schema at `path` cannot check: the engine refused it, or there is none. */
export function schemaUnusable(
  what: "contexts" | "values",
  path: string,
  refusal: Extract<SchemaCompilation, { readonly ok: false }> | undefined,
): RototoError {
  const why = refusal ? `${refusal.pointer} ${refusal.message}` : "pass `schemaEngine` to link";
  return new RototoError("workspace-invalid", `${what} cannot be checked by ${path}: ${why}`, { details: { path } });
}
