import { documentKind } from "../documents/document-kind.js";
import { PRIMITIVE_TYPES, type PrimitiveType } from "../grammar/primitive-type.js";
import { valueOf } from "./field.js";
import { resolveReference } from "./resolve-reference.js";
import type { CatalogModel, VariableModel } from "./workspace-model.js";

const CATALOG_PREFIX = "catalog:";

/** What a variable says its values are. */
export type VariableType =
  | { readonly kind: "primitive"; readonly type: PrimitiveType }
  | { readonly kind: "catalog"; readonly catalog: string }
  /** `path` is where the schema would stand in the workspace; `undefined` when that is outside `schemas/`. */
  | { readonly kind: "schema"; readonly path: string | undefined };

/** The type of a variable; `undefined` when it has none, two, or one that does not exist. */
export function variableType(variable: VariableModel): VariableType | undefined {
  const type = valueOf(variable.type);
  const schema = valueOf(variable.schema);
  if (variable.type.state !== "missing" && variable.schema.state !== "missing") return undefined;
  if (schema !== undefined) return { kind: "schema", path: schemaPath(variable.path, schema) };
  if (type === undefined) return undefined;
  if (type.startsWith(CATALOG_PREFIX)) return { kind: "catalog", catalog: type.slice(CATALOG_PREFIX.length) };
  const primitive = PRIMITIVE_TYPES.find((name) => name === type);
  return primitive && { kind: "primitive", type: primitive };
}

/** Where the schema of a catalog stands; `undefined` when it is not declared or outside `schemas/`. */
export function catalogSchemaPath(catalog: CatalogModel): string | undefined {
  const written = valueOf(catalog.schema);
  return written === undefined ? undefined : schemaPath(catalog.path, written);
}

/** The path that `written` names from the file at `from`, when it is a place for schemas. */
export function schemaPath(from: string, written: string): string | undefined {
  const reference = resolveReference(from, written);
  return reference.kind === "inside" && documentKind(reference.path)?.kind === "schema" ? reference.path : undefined;
}
