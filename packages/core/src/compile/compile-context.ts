import { parseAttribute } from "../grammar/attribute.js";
import { byCodeUnit } from "../json/code-unit-order.js";
import { findRedaction } from "../schema/questions/find-redaction.js";
import type { SchemaResources } from "../schema/engines/schema-engine.js";
import type { CompiledContext, CompiledQualifier } from "./compiled-workspace.js";

/** The context schema at `schema`, and which attributes of `qualifiers` it redacts. */
export function compileContext(
  schema: string,
  qualifiers: readonly CompiledQualifier[],
  resources: SchemaResources,
): CompiledContext {
  const attributes = new Set<string>();
  for (const { predicates } of qualifiers) for (const { attribute } of predicates) attributes.add(attribute);
  const isRedacted = findRedaction(schema, resources);
  const redacted = [...attributes].filter((text) => {
    const attribute = parseAttribute(text);
    return attribute?.kind === "context" && isRedacted(attribute.path);
  });
  return { schema, redacted: redacted.sort(byCodeUnit) };
}
