import type { SchemaPattern } from "../schema-pattern.js";
import type { SchemaPlace } from "../schema-registry.js";
import type { Assertion } from "./assertion.js";

/**
 * What a schema means, whatever draft it is written in: it holds for a value when its
 * assertions do, and when what its applicators apply comes out as they demand.
 */
export interface SchemaNode {
  readonly place: SchemaPlace;
  /** Pointer into the file of the root: this schema, or the reference there that leads to its file. */
  readonly anchor: string;
  /** How often others apply it. */
  readonly uses: number;
  /** True for the schema `false`. */
  readonly isFalse: boolean;
  readonly assertions: readonly Assertion[];
  /** In the order in which they run: those that look at what was evaluated come last. */
  readonly applicators: readonly Applicator[];
}

/** A keyword, or several that belong together, by which a schema applies others. */
export type Applicator =
  /** All hold for the same value: references and `allOf`. */
  | { readonly kind: "all" | "any" | "one"; readonly nodes: readonly SchemaNode[] }
  | { readonly kind: "not" | "if" | "then" | "else"; readonly node: SchemaNode }
  /** Those hold whose property the value has. */
  | { readonly kind: "dependent"; readonly nodes: ReadonlyMap<string, SchemaNode> }
  | {
      readonly kind: "properties";
      readonly named: ReadonlyMap<string, SchemaNode>;
      readonly patterns: readonly { readonly source: string; readonly run: SchemaPattern; readonly node: SchemaNode }[];
      /** For what is neither named nor matched. */
      readonly rest: SchemaNode | undefined;
    }
  | { readonly kind: "names"; readonly node: SchemaNode }
  | {
      readonly kind: "items";
      readonly first: readonly SchemaNode[];
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
  | { readonly kind: "unevaluatedItems"; readonly node: SchemaNode };

/** The nodes that `applicator` applies to the same value. */
export function inPlaceNodes(applicator: Applicator): readonly SchemaNode[] {
  switch (applicator.kind) {
    case "all":
    case "any":
    case "one":
      return applicator.nodes;
    case "not":
    case "if":
    case "then":
    case "else":
      return [applicator.node];
    case "dependent":
      return [...applicator.nodes.values()];
    default:
      return [];
  }
}

/** All nodes that `applicator` applies. */
export function appliedNodes(applicator: Applicator): readonly SchemaNode[] {
  switch (applicator.kind) {
    case "properties":
      return [
        ...applicator.named.values(),
        ...applicator.patterns.map(({ node }) => node),
        ...(applicator.rest === undefined ? [] : [applicator.rest]),
      ];
    case "items":
      return [...applicator.first, ...(applicator.rest === undefined ? [] : [applicator.rest])];
    case "names":
    case "contains":
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return [applicator.node];
    default:
      return inPlaceNodes(applicator);
  }
}
