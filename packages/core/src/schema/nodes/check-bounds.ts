import { UnusableSchema } from "../registry/unusable-schema.js";
import { choicesOf } from "./choices.js";
import type { CompiledNode, SchemaNodes } from "./compile-nodes.js";
import { measureNode, type Measure } from "./measure-node.js";
import { inPlaceNodes, type SchemaNode } from "./schema-node.js";

/** How many schemas may apply to one part of a value, each as often as something leads to it; alternatives that are looked up do not count. */
export const MOST_APPLICATIONS = 1_000;

/** How far one may lead to another about the same part of a value. */
export const MOST_IN_PLACE_DEPTH = 100;

/**
 * Holds a schema to what every engine can run on any value.
 *
 * @throws {UnusableSchema} where references and keywords such as `allOf` lead on about the
 * same part of a value without end, through too many levels, or to too many schemas.
 */
export function checkBounds({ path, all }: SchemaNodes): void {
  const known = new Map<SchemaNode, Measure>();
  const refusals = new Map<CompiledNode, string>();
  const isRefused = (node: SchemaNode) => refusals.has(node as CompiledNode);
  for (const node of all) {
    const refusal = refusalOf(measureNode(node, innerOf, known));
    if (refusal !== undefined) refusals.set(node, refusal);
  }
  // Whatever leads to a schema that is refused is too; the last of them is where to look.
  const [first] = refusals.keys();
  const refused = [...refusals.keys()].find((node) => !innerOf(node).some(isRefused)) ?? first;
  if (refused === undefined) return;
  throw new UnusableSchema({ path, pointer: refused.anchor }, refusals.get(refused) ?? "");
}

function innerOf({ applicators }: SchemaNode): readonly SchemaNode[] {
  return applicators.flatMap((applicator) => (choicesOf(applicator) ? [] : inPlaceNodes(applicator)));
}

function refusalOf({ size, depth }: Measure): string | undefined {
  if (depth === Infinity) return "refers to itself about the same value, so that checking would never end";
  if (depth > MOST_IN_PLACE_DEPTH) {
    return `leads through more than ${MOST_IN_PLACE_DEPTH} schemas about the same value, by references and keywords such as allOf: refer to the last one directly`;
  }
  if (size <= MOST_APPLICATIONS) return undefined;
  return `applies more than ${MOST_APPLICATIONS.toLocaleString("en")} schemas to the same value, counted as often as references and keywords such as allOf lead to each: refer to each once`;
}
