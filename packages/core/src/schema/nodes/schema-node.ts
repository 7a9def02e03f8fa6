import type { SchemaPattern } from "./schema-pattern.js";
import type { Assertion } from "./assertion.js";

/**
 * What a schema means, whatever draft it is written in: it holds for a value when its
 * assertions do, and when what its applicators apply comes out as they demand.
 */
export interface SchemaNode {
  /** How often others apply it. */
  readonly uses: number;
  /** True for the schema `false`. */
  readonly isFalse: boolean;
  /** What a value itself must satisfy. */
  readonly assertions: readonly Assertion[];
  /** In the order in which they run: those that look at what was evaluated come last. */
  readonly applicators: readonly Applicator[];
}

/** A keyword, or several that belong together, by which a schema applies others. */
export type Applicator = Applied &
  /** All hold for the same value: references and `allOf`. */
  (
    | { readonly kind: "all" | "any" | "one"; readonly nodes: readonly SchemaNode[] }
    | { readonly kind: "not" | "if" | "then" | "else"; readonly node: SchemaNode }
    /** Those hold whose property the value has. */
    | { readonly kind: "dependent"; readonly named: ReadonlyMap<string, SchemaNode> }
    | {
        readonly kind: "properties";
        readonly named: ReadonlyMap<string, SchemaNode>;
        readonly patterns: readonly NamePattern[];
        /** For what is neither named nor matched. */
        readonly rest: SchemaNode | undefined;
      }
    | { readonly kind: "names"; readonly node: SchemaNode }
    | {
        readonly kind: "items";
        /** For the first items, in turn. */
        readonly nodes: readonly SchemaNode[];
        readonly rest: SchemaNode | undefined;
        readonly restKeyword: "items" | "additionalItems";
      }
    | {
        readonly kind: "contains";
        readonly node: SchemaNode;
        readonly least: number;
        readonly most: number | undefined;
        /** Whether items that match count as evaluated: since 2020-12. */
        readonly evaluates: boolean;
      }
    | { readonly kind: "unevaluatedProperties"; readonly node: SchemaNode }
    | { readonly kind: "unevaluatedItems"; readonly node: SchemaNode }
  );

/** Where the nodes stand that an applicator applies, of whatever kind it is. */
interface Applied {
  /** The schema that is applied. */
  readonly node?: SchemaNode;
  /** The schema for whatever the others do not reach. */
  readonly rest?: SchemaNode | undefined;
  /** The schemas that are applied, in order. */
  readonly nodes?: readonly SchemaNode[];
  /** The schemas that are applied, by property. */
  readonly named?: ReadonlyMap<string, SchemaNode>;
  /** The schemas that are applied to properties whose name matches. */
  readonly patterns?: readonly NamePattern[];
}

/** The schema for properties whose names match a pattern. */
export interface NamePattern {
  /** The pattern, as the schema has it. */
  readonly source: string;
  /** What runs the pattern. */
  readonly run: SchemaPattern;
  /** The schema for properties that match. */
  readonly node: SchemaNode;
}

const IN_PLACE: ReadonlySet<Applicator["kind"]> = new Set([
  "all",
  "any",
  "one",
  "not",
  "if",
  "then",
  "else",
  "dependent",
] as const);

/** The nodes that `applicator` applies to the same value. */
export function inPlaceNodes(applicator: Applicator): readonly SchemaNode[] {
  return IN_PLACE.has(applicator.kind) ? appliedNodes(applicator) : [];
}

/** All nodes that `applicator` applies. */
export function appliedNodes({ node, rest, nodes = [], named, patterns = [] }: Applicator): readonly SchemaNode[] {
  return [
    ...(node ? [node] : []),
    ...nodes,
    ...(named?.values() ?? []),
    ...patterns.map((pattern) => pattern.node),
    ...(rest ? [rest] : []),
  ];
}
