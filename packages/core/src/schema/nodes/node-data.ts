import type { JsonValue } from "../../json/json-value.js";
import type { Applicator, SchemaNode } from "./schema-node.js";

/** A node as JSON data: where it leads to others, their indexes among all nodes stand. */
export interface NodeData {
  /** How often others apply it. */
  readonly uses: number;
  /** True for a schema that accepts nothing. */
  readonly isFalse: boolean;
  /** What a value itself must satisfy. */
  readonly assertions: readonly AssertionData[];
  /** The schemas that it applies to parts of a value. */
  readonly applicators: readonly ApplicatorData[];
}

/** A keyword that looks at a value alone, without other schemas, as data. */
export interface AssertionData {
  /** The name of the keyword. */
  readonly keyword: string;
  /** What stands under the keyword, as draft 2020-12 writes it. */
  readonly expected: JsonValue;
  /** What stands under `maxLength` beside `pattern`. */
  readonly maxLength?: number | undefined;
}

/** What else an applicator has stands beside these as it is. */
export interface ApplicatorData {
  /** Which applicator it is. */
  readonly kind: Applicator["kind"];
  /** The number of the schema that is applied. */
  readonly node?: number | undefined;
  /** The number of the schema for whatever the others do not reach. */
  readonly rest?: number | undefined;
  /** The numbers of the schemas that are applied, in order. */
  readonly nodes?: readonly number[] | undefined;
  /** The numbers of the schemas that are applied, by property. */
  readonly named?: readonly (readonly [name: string, node: number])[] | undefined;
  /** The numbers of the schemas that are applied to properties whose name matches. */
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
