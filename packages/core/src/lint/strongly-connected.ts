/** For each node, the nodes that it leads to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

interface Frame {
  readonly node: string;
  readonly successors: readonly string[];
  next: number;
}

/**
 * The groups of nodes that all lead to each other: those of several nodes, and
 * single ones that lead to themselves. Successors that are no node are left out.
 * Tarjan's algorithm (1972) with a stack of its own, so that chains of any length
 * are safe; linear in nodes and edges.
 */
export function cyclicComponents(graph: Graph): readonly (readonly string[])[] {
  const components: string[][] = [];
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const pending: string[] = [];
  const isPending = new Set<string>();

  const enter = (node: string): Frame => {
    indexes.set(node, indexes.size);
    lowest.set(node, indexes.size - 1);
    pending.push(node);
    isPending.add(node);
    return { node, successors: graph.get(node) ?? [], next: 0 };
  };
  const lower = (node: string, index: number): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? index, index));
  };
  const leave = (node: string): void => {
    if (lowest.get(node) !== indexes.get(node)) return;
    const component = pending.splice(pending.lastIndexOf(node));
    for (const member of component) isPending.delete(member);
    if (component.length > 1 || graph.get(node)?.includes(node) === true) components.push(component);
  };

  for (const root of graph.keys()) {
    if (indexes.has(root)) continue;
    const frames = [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const successor = frame.successors[frame.next++];
      if (successor === undefined) {
        frames.pop();
        leave(frame.node);
        const caller = frames.at(-1);
        if (caller !== undefined) lower(caller.node, lowest.get(frame.node) ?? 0);
      } else if (graph.has(successor) && !indexes.has(successor)) {
        frames.push(enter(successor));
      } else if (isPending.has(successor)) {
        lower(frame.node, indexes.get(successor) ?? 0);
      }
    }
  }
  return components;
}

/**
 * A shortest way from `start` back to itself through `members` only, each node
 * once; empty when there is none.
 */
export function shortestCycle(graph: Graph, start: string, members: ReadonlySet<string>): readonly string[] {
  const cameFrom = new Map<string, string>();
  const reached = [start];
  for (const node of reached) {
    for (const successor of graph.get(node) ?? []) {
      if (successor === start) return wayTo(node, cameFrom);
      if (!members.has(successor) || cameFrom.has(successor)) continue;
      cameFrom.set(successor, node);
      reached.push(successor);
    }
  }
  return [];
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = [];
  for (let node: string | undefined = end; node !== undefined; node = cameFrom.get(node)) way.push(node);
  return way.reverse();
}
