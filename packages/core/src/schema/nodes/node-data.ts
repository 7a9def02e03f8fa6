import type { JsonValue } from "../../json/json-value.js";
import type { Applicator, SchemaNode } from "./schema-node.js";

/** A node as JSON data: where it leads to others, their indexes among all nodes stand. */
export interface NodeData {
  readonly uses: number;
  readonly isFalse: boolean;
  readonly assertions: readonly AssertionData[];
  readonly applicators: readonly ApplicatorData[];
}

/** A keyword that looks at a value alone, without other schemas, as data. */
export interface AssertionData {
  readonly keyword: string;
  /** What stands under the keyword, as draft 2020-12 writes it. */
  readonly expected: JsonValue;
  /** What stands under `maxLength` beside `pattern`. */
  readonly maxLength?: number | undefined;
}

/** What else an applicator has stands beside these as it is. */
export interface ApplicatorData {
  readonly kind: Applicator["kind"];
  readonly node?: number | undefined;
  readonly rest?: number | undefined;
  readonly nodes?: readonly number[] | undefined;
  readonly named?: readonly (readonly [name: string, node: number])[] | undefined;
  readonly patterns?: readonly (readonly [source: string, node: number])[] | undefined;
}

/** The data from which `readNodes` makes such nodes as `all` again. */
export function writeNodes(all: readonly SchemaNode[]): readonly NodeData[] {
  const indexes = new Map(all.map((node, index) => [node, index]));
  const indexOf = (node: SchemaNode) => indexes.get(node) as number;
  const writeApplicator = ({ node, rest, nodes, named, patterns, ...own }: Applicator): ApplicatorData => ({
    ...own,
    node: node && indexOf(node),
    rest: rest && indexOf(rest),
    nodes: nodes?.map(indexOf),
    named: named && [...named].map(([name, inner]) => [name, indexOf(inner)]),
    patterns: patterns?.map((pattern) => [pattern.source, indexOf(pattern.node)]),
  });
  return all.map(({ uses, isFalse, assertions, applicators }) => ({
    uses,
    isFalse,
    assertions: assertions.map(({ keyword, expected, maxLength }) => ({ keyword, expected, maxLength })),
    applicators: applicators.map(writeApplicator),
  }));
}
