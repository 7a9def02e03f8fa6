import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cyclicComponents, shortestCycle, type Graph } from "./strongly-connected.js";

const graphs = fc
  .array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }), { maxLength: 9 })
  .map((edges): Graph => new Map(edges.map((successors, node) => [String(node), successors.map(String)])));

function reachable(graph: Graph, from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [from];
  for (const node of open) {
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next) || found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

describe("cyclicComponents", () => {
  it("finds exactly the nodes that reach themselves, grouped by reaching each other", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const expected = new Set(
          [...graph.keys()]
            .filter((node) => reachable(graph, node).has(node))
            .map((node) =>
              [...reachable(graph, node)]
                .filter((other) => reachable(graph, other).has(node))
                .sort()
                .join(),
            ),
        );
        const components = cyclicComponents(graph).map((component) => [...component].sort().join());
        expect(components.sort()).toEqual([...expected].sort());
      }),
    );
  });
});

describe("shortestCycle", () => {
  it("is a cycle through its start, each node once", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const component of cyclicComponents(graph)) {
          const start = component[0]!;
          const cycle = shortestCycle(graph, start, new Set(component));
          expect(cycle[0]).toBe(start);
          expect(new Set(cycle).size).toBe(cycle.length);
          cycle.forEach((node, index) => expect(graph.get(node)).toContain(cycle[index + 1] ?? start));
        }
      }),
    );
  });
});
