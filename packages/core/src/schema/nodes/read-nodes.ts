import type { SchemaPattern } from "./schema-pattern.js";
import { assertion } from "./assertion.js";
import type { KeywordTable } from "./keyword.js";
import type { ApplicatorData, NodeData } from "./node-data.js";
import type { Applicator, SchemaNode } from "./schema-node.js";

/** The nodes that `data` was written from; `keywords` and `toNames` run what looks at values and at names. */
export function readNodes(
  data: readonly NodeData[],
  keywords: KeywordTable,
  toNames?: (source: string) => SchemaPattern,
): readonly SchemaNode[] {
  const all = data.map(({ uses, isFalse, assertions }) => ({
    uses,
    isFalse,
    assertions: assertions.map((one) => assertion(one, keywords)),
    applicators: [] as readonly Applicator[],
  }));
  const at = (index: number | undefined) => all[index as number];
  const readApplicator = ({ node, rest, nodes, named, patterns, ...own }: ApplicatorData) =>
    ({
      ...own,
      node: at(node),
      rest: at(rest),
      nodes: nodes?.map(at),
      named: named && new Map(named.map(([name, index]) => [name, at(index)])),
      patterns: patterns?.map(([source, index]) => ({ source, run: toNames?.(source), node: at(index) })),
    }) as Applicator;
  for (const [index, { applicators }] of data.entries()) {
    (all[index] as { applicators: readonly Applicator[] }).applicators = applicators.map(readApplicator);
  }
  return all;
}
