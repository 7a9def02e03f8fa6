import { getNodeValue, parseTree, type Node } from "jsonc-parser";
import type { Step } from "../json/json-pointer.js";
import type { Range } from "./range.js";
import { LineIndex } from "./line-index.js";
import { RangeTable } from "./range-table.js";

/** The ranges of every value in a JSON text, for a file that a diagnostic points into. */
export function locateJson(text: string): RangeTable {
  const table = new RangeTable();
  const lines = new LineIndex(text);
  const rangeOf = (node: Node): Range => ({
    start: lines.position(node.offset),
    end: lines.position(node.offset + node.length),
  });
  const open: { node: Node; steps: readonly Step[] }[] = [];
  const root = parseTree(text);
  if (root !== undefined) open.push({ node: root, steps: [] });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, steps } = next;
    node.children?.forEach((child, index) => {
      if (node.type === "array") {
        table.add([...steps, index], { value: rangeOf(child) });
        open.push({ node: child, steps: [...steps, index] });
        return;
      }
      const [key, value] = child.children ?? [];
      if (key === undefined || value === undefined) return;
      const member = [...steps, String(getNodeValue(key))];
      table.add(member, { key: rangeOf(key), value: rangeOf(value) });
      open.push({ node: value, steps: member });
    });
  }
  return table;
}
