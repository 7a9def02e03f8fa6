import type { SchemaNode } from "./schema-node.js";

/** A node with all that it leads to. */
export interface Measure {
  /** How many nodes there are when each is written out wherever it is led to. */
  readonly size: number;
  /** The longest way, in nodes; infinite when it leads back to itself. */
  readonly depth: number;
}

const ENDLESS: Measure = { size: Infinity, depth: Infinity };

/** Measures `root` along `innerOf`; `known` has what was measured before. Uses no stack, however deep it goes. */
export function measureNode(
  root: SchemaNode,
  innerOf: (node: SchemaNode) => readonly SchemaNode[],
  known: Map<SchemaNode, Measure>,
): Measure {
  const entered = new Set<SchemaNode>();
  const open = [root];
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    const inner = known.has(node) ? [] : innerOf(node);
    if (!known.has(node) && !entered.has(node)) {
      entered.add(node);
      for (const next of inner) {
        // Below is what was entered but not measured: only a loop leads there.
        if (known.has(next)) continue;
        if (entered.has(next)) known.set(next, ENDLESS);
        else open.push(next);
      }
      continue;
    }
    open.pop();
    if (!known.has(node)) known.set(node, sumOf(inner, known));
  }
  return known.get(root) ?? ENDLESS;
}

function sumOf(inner: readonly SchemaNode[], known: ReadonlyMap<SchemaNode, Measure>): Measure {
  let size = 1;
  let depth = 0;
  for (const node of inner) {
    const measure = known.get(node) ?? ENDLESS;
    size += measure.size;
    depth = Math.max(depth, measure.depth);
  }
  return { size, depth: depth + 1 };
}
