import type { PatternAutomaton } from "../automaton/pattern-automaton.js";
import type { PrimitiveType } from "../grammar/primitive-type.js";
import type { JsonValue } from "../json/json-value.js";
import type { BucketingOperator, ComparisonOperator } from "../operators/operators.js";

/**
 * A workspace ready to resolve: plain, frozen, serialisable data, with everything
 * in id order. It is what a snapshot holds.
 */
export interface CompiledWorkspace {
  /** Declared environments in manifest order; `null` when the workspace has none. */
  readonly environments: readonly string[] | null;
  readonly context: CompiledContext | null;
  readonly qualifiers: readonly CompiledQualifier[];
  readonly catalogs: readonly CompiledCatalog[];
  readonly variables: readonly CompiledVariable[];
  /** The schemas that resolving can need: the context's and, unlinted, the values'. */
  readonly schemas: readonly CompiledSchema[];
  /** What runs the patterns of the schemas; absent when they have none, and from a rototo that made none. */
  readonly patterns?: readonly CompiledPattern[];
  /** True when lint has validated every value, so resolving need not. */
  readonly linted: boolean;
}

export interface CompiledContext {
  /** Path of the context schema among {@link CompiledWorkspace.schemas}. */
  readonly schema: string;
  /** The attributes of predicates that the schema says not to show, whole, in code-unit order. */
  readonly redacted: readonly string[];
}

export interface CompiledSchema {
  readonly path: string;
  readonly schema: JsonValue;
}

/** A pattern that runs as an automaton. */
export interface CompiledPattern {
  readonly source: string;
  readonly automaton: PatternAutomaton;
}

export interface CompiledQualifier {
  readonly id: string;
  readonly match: "all" | "any";
  readonly predicates: readonly CompiledPredicate[];
}

/** A predicate as its file states it, checked by lint. */
export type CompiledPredicate = ComparisonPredicate | BucketingPredicate;

export interface ComparisonPredicate {
  readonly attribute: string;
  readonly op: ComparisonOperator;
  readonly value: JsonValue;
}

export interface BucketingPredicate {
  readonly attribute: string;
  readonly op: BucketingOperator;
  readonly salt: string;
  /** `[from, to)`: of `bucket` in buckets, of `rollout` in percent, where `percent = p` is `[0, p]`. */
  readonly range: readonly [number, number];
}

export interface CompiledCatalog {
  readonly id: string;
  readonly entries: readonly CompiledValue[];
}

export interface CompiledValue {
  readonly key: string;
  readonly value: JsonValue;
}

export type CompiledType =
  | { readonly kind: "primitive"; readonly type: PrimitiveType }
  | { readonly kind: "schema"; readonly schema: string }
  | { readonly kind: "catalog"; readonly catalog: string; readonly schema: string };

export interface CompiledVariable {
  readonly id: string;
  readonly type: CompiledType;
  /** Own values in key order; empty for a catalog type, whose values are the catalog's entries. */
  readonly values: readonly CompiledValue[];
  readonly selection: CompiledSelection;
}

export type CompiledSelection =
  | { readonly kind: "resolve"; readonly branch: CompiledBranch }
  | {
      readonly kind: "env";
      /** `[env._]`. */
      readonly fallback: CompiledBranch;
      /** The other branches, in name order. */
      readonly environments: readonly { readonly name: string; readonly branch: CompiledBranch }[];
    };

export interface CompiledBranch {
  /** The key the branch selects when no rule matches. */
  readonly defaultKey: string;
  /** In file order: the first whose qualifier is true wins. */
  readonly rules: readonly CompiledRule[];
}

export interface CompiledRule {
  readonly qualifier: string;
  readonly valueKey: string;
}
