import type { SchemaPlace } from "../registry/schema-registry.js";

/**
 * What a schema says of one attribute: a schema; `all` of several; `any` of several,
 * where it stood in alternatives; or one that applies only `sometimes`, where it
 * stood under `if`, `then` or `else`.
 */
export type AttributeSchema =
  | { readonly kind: "schema"; readonly place: SchemaPlace }
  | { readonly kind: "all"; readonly parts: readonly AttributeSchema[] }
  | { readonly kind: "any"; readonly parts: readonly AttributeSchema[] }
  | { readonly kind: "sometimes"; readonly part: AttributeSchema };
