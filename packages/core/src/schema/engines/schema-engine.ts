import type { JsonValue } from "../../json/json-value.js";
import type { PatternTable } from "../nodes/schema-pattern.js";

/** One way in which a value breaks a schema. */
export interface Violation {
  /** RFC 6901 pointer into the value; the empty string is the whole value. */
  readonly pointer: string;
  /** What is wrong, without the pointer: `must be integer`. The same words from every engine. */
  readonly message: string;
  /** The keyword that failed: `required`, `type`; `more` for the last, where the value may break its schema in more ways. */
  readonly keyword: string;
}

/** A compiled schema. Validation is pure and never throws. */
export interface SchemaValidator {
  /** True when `value` matches. The hot path: builds no violations. */
  matches(value: unknown): boolean;
  /**
   * True only when a `value` that matches is plain JSON data as well, and each property that the schema names is its
   * own and enumerable, or not there. May throw what the value's getters throw. Absent where no code is generated.
   */
  readonly isPlain?: ((value: unknown) => boolean) | undefined;
  /**
   * The violations, in the order of the value's pointers; empty when `value` matches. Of a value
   * that has more than 100, the first ones met, and a last one that says so: the rest of the value is not checked.
   */
  violations(value: unknown): readonly Violation[];
}

/** Schemas of one workspace: workspace-relative path to parsed JSON. */
export type SchemaResources = ReadonlyMap<string, JsonValue>;

/** A validator, or why there is none. */
export type SchemaCompilation =
  | { readonly ok: true; readonly validator: SchemaValidator }
  | {
      readonly ok: false;
      /** Why this is not a usable schema, for a person. */
      readonly message: string;
      /** RFC 6901 pointer into the schema at `path` where the trouble is; empty for the whole. */
      readonly pointer: string;
    };

/**
 * JSON Schema behind one small interface: draft 2020-12 unless `$schema` names
 * another; `format` asserted; relative references reach other resources; nothing
 * is ever fetched.
 */
export interface SchemaEngine {
  /**
   * Compiles the schema at `path` of `resources`, once: asking again gives the same
   * answer, so `resources` must not change. `patterns` has what was built for patterns
   * of these resources. Total: a bad schema is a result, not an exception.
   */
  compile(path: string, resources: SchemaResources, patterns?: PatternTable): SchemaCompilation;
}
