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
  /** What is known of the context; `null` when the workspace has no context schema. */
  readonly context: CompiledContext | null;
  /** In id order. */
  readonly qualifiers: readonly CompiledQualifier[];
  /** In id order. */
  readonly catalogs: readonly CompiledCatalog[];
  /** In id order. */
  readonly variables: readonly CompiledVariable[];
  /** The schemas that resolving can need: the context's and, unlinted, the values'. */
  readonly schemas: readonly CompiledSchema[];
  /** What runs the patterns of the schemas; absent when they have none, and from a rototo that made none. */
  readonly patterns?: readonly CompiledPattern[];
  /** True when lint has validated every value, so resolving need not. */
  readonly linted: boolean;
}

/** What the manifest says of the context. */
export interface CompiledContext {
  /** Path of the context schema among {@link CompiledWorkspace.schemas}. */
  readonly schema: string;
  /** The attributes of predicates that the schema says not to show, whole, in code-unit order. */
  readonly redacted: readonly string[];
}

/** A schema, by its path. */
export interface CompiledSchema {
  /** Relative to the workspace. */
  readonly path: string;
  /** The schema, as its file has it. */
  readonly schema: JsonValue;
}

/** A pattern that runs as an automaton. */
export interface CompiledPattern {
  /** The pattern, as the schema has it. */
  readonly source: string;
  /** What runs it. */
  readonly automaton: PatternAutomaton;
}

/** A qualifier, ready to be linked. */
export interface CompiledQualifier {
  /** Its id. */
  readonly id: string;
  /** Whether all predicates must hold, or any. */
  readonly match: "all" | "any";
  /** In file order. */
  readonly predicates: readonly CompiledPredicate[];
}

/** A predicate as its file states it, checked by lint. */
export type CompiledPredicate = ComparisonPredicate | BucketingPredicate;

/** A predicate that compares an attribute with a value. */
export interface ComparisonPredicate {
  /** The dotted path of the attribute that it reads. */
  readonly attribute: string;
  /** The name of its operator. */
  readonly op: ComparisonOperator;
  /** What the attribute is compared with. */
  readonly value: JsonValue;
}

/** A predicate that holds for a share of the units that an attribute names. */
export interface BucketingPredicate {
  /** The dotted path of the attribute that it reads. */
  readonly attribute: string;
  /** The name of its operator. */
  readonly op: BucketingOperator;
  /** What separates one bucketing of the same units from another. */
  readonly salt: string;
  /** `[from, to)`: of `bucket` in buckets, of `rollout` in percent, where `percent = p` is `[0, p]`. */
  readonly range: readonly [number, number];
}

/** A catalog, ready to be linked. */
export interface CompiledCatalog {
  /** Its id. */
  readonly id: string;
  /** In key order. */
  readonly entries: readonly CompiledValue[];
}

/** A value with its key. */
export interface CompiledValue {
  /** The value key. */
  readonly key: string;
  /** The value itself. */
  readonly value: JsonValue;
}

/** The type of a variable's values: a primitive, a schema, or the entries of a catalog. */
export type CompiledType =
  | { readonly kind: "primitive"; readonly type: PrimitiveType }
  | { readonly kind: "schema"; readonly schema: string }
  | { readonly kind: "catalog"; readonly catalog: string; readonly schema: string };

/** A variable, ready to be linked. */
export interface CompiledVariable {
  /** Its id. */
  readonly id: string;
  /** What its values are. */
  readonly type: CompiledType;
  /** Own values in key order; empty for a catalog type, whose values are the catalog's entries. */
  readonly values: readonly CompiledValue[];
  /** How a value key is selected. */
  readonly selection: CompiledSelection;
}

/** How a variable selects: alike everywhere, or by environment. */
export type CompiledSelection =
  | { readonly kind: "resolve"; readonly branch: CompiledBranch }
  | {
      readonly kind: "env";
      /** `[env._]`. */
      readonly fallback: CompiledBranch;
      /** The other branches, in name order. */
      readonly environments: readonly { readonly name: string; readonly branch: CompiledBranch }[];
    };

/** What is selected in one case: a default, and rules that go before it. */
export interface CompiledBranch {
  /** The key the branch selects when no rule matches. */
  readonly defaultKey: string;
  /** In file order: the first whose qualifier is true wins. */
  readonly rules: readonly CompiledRule[];
}

/** Selects a value key where a qualifier is true. */
export interface CompiledRule {
  /** The id of the qualifier that it asks. */
  readonly qualifier: string;
  /** The value key that is selected. */
  readonly valueKey: string;
}
