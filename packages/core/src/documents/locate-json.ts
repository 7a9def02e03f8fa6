import { getNodeValue, parseTree, type Node } from "jsonc-parser";
import type { Range } from "./range.js";
import { LineIndex } from "./line-index.js";
import { RangeTable, type ValueRange } from "./range-table.js";
import type { StepTree } from "./step-tree.js";

/** The ranges of every value in a JSON text, for a file that a diagnostic points into. */
export function locateJson(text: string): RangeTable {
  const table = new RangeTable();
  const lines = new LineIndex(text);
  const rangeOf = (node: Node): Range => ({
    start: lines.position(node.offset),
    end: lines.position(node.offset + node.length),
  });
  const open: { readonly node: Node; readonly tree: StepTree<ValueRange> }[] = [];
  const root = parseTree(text);
  if (root !== undefined) open.push({ node: root, tree: table });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, tree } = next;
    node.children?.forEach((child, index) => {
      const [key, value]: readonly (Node | undefined)[] =
        node.type === "array" ? [undefined, child] : (child.children ?? []);
      if (value === undefined) return;
      const member = tree.member(key === undefined ? index : String(getNodeValue(key)));
      member.set({ ...(key && { key: rangeOf(key) }), value: rangeOf(value) });
      open.push({ node: value, tree: member });
    });
  }
  return table;
}
