import type { JsonObject, JsonValue } from "../json/json-value.js";

/** One variable with the script that its `lint` field names: all that a runner needs, as plain data. */
export interface CustomLintTask {
  /** The variable, as the script sees it. */
  readonly variable: CustomLintVariable;
  /** Workspace-relative path of the script. */
  readonly script: string;
  /** The text of the script; `undefined` when there is no such file. */
  readonly source: string | undefined;
}

/**
 * The expanded variable as a script sees it. The field names are part of the
 * format. Exactly one of `type` and `schema`, and one of `env` and `resolve`, is
 * there in a sound workspace; a script may be run on an unsound one.
 */
export interface CustomLintVariable {
  /** The id of the variable. */
  readonly id: string;
  /** `variable://<id>`. */
  readonly uri: string;
  /** Workspace-relative path of the variable's file. */
  readonly path: string;
  /** The description that a person wrote. */
  readonly description?: string;
  /** As the file writes it: `int`, `catalog:<id>`. */
  readonly type?: string;
  /** The path of the JSON Schema. */
  readonly schema?: string;
  /** Inline and external values, or the entries of the catalog, by value key. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Branches by environment name; `_` is the fallback. */
  readonly env?: Readonly<Record<string, CustomLintEnvironmentBranch>>;
  /** The table `[resolve]`, when there is one. */
  readonly resolve?: CustomLintResolveBranch;
  /** The file as it is written, in its own spelling, with external values added under its `values`. */
  readonly toml: JsonObject;
  /** What the script sees of the workspace. */
  readonly workspace: {
    /** Declared environments in manifest order; empty when the workspace has none. */
    readonly environments: readonly string[];
  };
}

/** What one environment selects, as a script sees it. */
export interface CustomLintEnvironmentBranch {
  /** The key that the branch selects when no rule matches. */
  readonly value: string;
  /** In file order; empty when the branch has none. */
  readonly rule: readonly CustomLintRule[];
}

/** What `[resolve]` selects, as a script sees it. */
export interface CustomLintResolveBranch {
  /** The key that is selected when no rule matches. */
  readonly default: string;
  /** In file order; empty when the branch has none. */
  readonly rule: readonly CustomLintRule[];
}

/** A rule of a branch, as a script sees it. */
export interface CustomLintRule {
  /** The description that a person wrote. */
  readonly description?: string;
  /** The id of the qualifier that it asks. */
  readonly qualifier: string;
  /** The value key that the rule selects. */
  readonly value: string;
}
