import type { Documents, UnreadableDocument } from "../documents/documents.js";
import type { Place } from "../documents/place.js";
import type { JsonArray, JsonObject, JsonValue } from "../json/json-value.js";
import type { SchemaResources } from "../schema/engines/schema-engine.js";
import type { Field, InvalidField, Table, UnknownField } from "./field.js";

/**
 * A workspace as its files state it, in one form for both spellings. It always
 * exists, however broken the files are; lint says what is wrong with it. Maps are
 * in key order.
 */
export interface WorkspaceModel {
  /** True when there is no such directory. */
  readonly missing: boolean;
  readonly documents: Documents;
  readonly manifest: ManifestModel;
  readonly qualifiers: ReadonlyMap<string, QualifierModel>;
  readonly variables: ReadonlyMap<string, VariableModel>;
  readonly catalogs: ReadonlyMap<string, CatalogModel>;
  /** By path. */
  readonly schemas: ReadonlyMap<string, SchemaModel>;
  /** The schemas that parsed, for a schema engine. */
  readonly schemaResources: SchemaResources;
  /** Script path to Lua source. */
  readonly customLints: ReadonlyMap<string, string>;
  /** Script path to why it could not be read. */
  readonly brokenScripts: ReadonlyMap<string, Broken>;
  readonly fixtures: readonly FixtureFile[];
  /** `-values` and `-entries` directories whose variable or catalog does not exist. */
  readonly orphanDirectories: readonly string[];
  /**
   * Symbolic links out of the workspace, and directories that could not be entered:
   * what they hold is missing from the model.
   */
  readonly unfollowedPaths: readonly UnfollowedPath[];
}

export interface UnfollowedPath {
  readonly path: string;
  readonly reason: UnreadableDocument["unreadable"];
}

/** Why nothing of a file could be read. Later rules leave such an entity alone. */
export type Broken =
  | { readonly kind: "parse"; readonly message: string; readonly place: Place }
  /** A symbolic link that leaves the workspace. */
  | { readonly kind: "unsafe-link"; readonly place: Place }
  /** Both spellings in one file; `place` is the first field of the flat one. */
  | { readonly kind: "mixed-spelling"; readonly place: Place; readonly field: string; readonly table: string }
  /** The table that holds everything is no table. */
  | { readonly kind: "shape"; readonly field: InvalidField };

export interface Entity {
  readonly id: string;
  readonly path: string;
  /** The whole file. */
  readonly place: Place;
  readonly broken?: Broken;
}

export interface ManifestModel extends Entity {
  readonly missing: boolean;
  readonly schemaVersion: Field<1>;
  readonly environmentsTable: Field<Table>;
  readonly environmentNames: Field<JsonArray>;
  /** The declared names; `null`: the workspace has none; `undefined`: they could not be read. */
  readonly environments: readonly string[] | null | undefined;
  readonly contextTable: Field<Table>;
  /** The path as the manifest writes it. */
  readonly contextSchema: Field<string>;
  /** The context schema's path in the workspace, declared or found; `undefined` when there is none. */
  readonly contextSchemaPath: string | undefined;
  readonly unknownFields: readonly UnknownField[];
}

export interface QualifierModel extends Entity {
  /** The document as it is written, in its own spelling; empty where it could not be read. */
  readonly written: JsonObject;
  readonly schemaVersion: Field<1>;
  readonly description: Field<string>;
  readonly match: Field<"all" | "any">;
  readonly predicateList: Field<JsonArray>;
  readonly predicates: readonly PredicateModel[];
  readonly unknownFields: readonly UnknownField[];
}

export interface PredicateModel {
  readonly index: number;
  readonly place: Place;
  /** False when the item is no table; its fields are then all missing. */
  readonly isTable: boolean;
  readonly attribute: Field<string>;
  readonly op: Field<string>;
  readonly value: Field<JsonValue>;
  readonly salt: Field<JsonValue>;
  readonly range: Field<JsonValue>;
  /** True when `range` is written with floats that have no fraction (`5.0`). */
  readonly isFloatRange: boolean;
  readonly percent: Field<JsonValue>;
}

export interface VariableModel extends Entity {
  /** The document as it is written, in its own spelling; empty where it could not be read. */
  readonly written: JsonObject;
  readonly schemaVersion: Field<1>;
  readonly description: Field<string>;
  readonly type: Field<string>;
  /** The path as the file writes it. */
  readonly schema: Field<string>;
  readonly inlineValues: Field<Table>;
  /** The directory of external values, when it holds any. */
  readonly valuesDirectory: string | undefined;
  /** Inline and external values together; of a key in both, the inline one. */
  readonly values: ReadonlyMap<string, ValueModel>;
  readonly duplicateValues: readonly { readonly inline: ValueModel; readonly external: ValueModel }[];
  readonly env: Field<Table>;
  readonly resolve: Field<Table>;
  /** `[env._]` first, then the named ones in name order; or `[resolve]` alone. */
  readonly branches: readonly BranchModel[];
  readonly lint: Field<Table>;
  /** The path as the file writes it. */
  readonly lintPath: Field<string>;
  readonly unknownFields: readonly UnknownField[];
}

export interface ValueModel {
  readonly key: string;
  readonly value: JsonValue;
  /** Where the value stands: in the variable's file, or in a file of its own. */
  readonly place: Place;
  /** True for a TOML float without a fraction (`3.0`), which is no `int`. */
  readonly isWholeFloat: boolean;
  readonly broken?: Broken;
}

export interface BranchModel {
  /** An environment name, `_`, or `resolve`. */
  readonly name: string;
  readonly place: Place;
  readonly table: Field<Table>;
  /** `value` of an environment, `default` of `[resolve]`. */
  readonly selected: Field<string>;
  readonly ruleList: Field<JsonArray>;
  readonly rules: readonly RuleModel[];
}

export interface RuleModel {
  readonly index: number;
  readonly place: Place;
  /** False when the item is no table; its fields are then all missing. */
  readonly isTable: boolean;
  readonly description: Field<string>;
  readonly qualifier: Field<string>;
  readonly value: Field<string>;
}

export interface CatalogModel extends Entity {
  readonly schemaVersion: Field<1>;
  readonly description: Field<string>;
  /** The path as the file writes it. */
  readonly schema: Field<string>;
  readonly entries: ReadonlyMap<string, ValueModel>;
  readonly unknownFields: readonly UnknownField[];
}

export interface SchemaModel extends Entity {
  /** `undefined` when the file is broken. */
  readonly json: JsonValue | undefined;
}

/** A file of `tests/`, as far as it could be read. */
export interface FixtureFile extends Entity {
  readonly part: "context" | "expected";
  readonly json: JsonValue | undefined;
}
