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
  /** The files that it was read from. */
  readonly documents: Documents;
  /** The model of `rototo-workspace.toml`, whether that exists or not. */
  readonly manifest: ManifestModel;
  /** The qualifiers, by id. */
  readonly qualifiers: ReadonlyMap<string, QualifierModel>;
  /** The variables, by id. */
  readonly variables: ReadonlyMap<string, VariableModel>;
  /** The catalogs, by id. */
  readonly catalogs: ReadonlyMap<string, CatalogModel>;
  /** By path. */
  readonly schemas: ReadonlyMap<string, SchemaModel>;
  /** The schemas that parsed, for a schema engine. */
  readonly schemaResources: SchemaResources;
  /** Script path to Lua source. */
  readonly customLints: ReadonlyMap<string, string>;
  /** Script path to why it could not be read. */
  readonly brokenScripts: ReadonlyMap<string, Broken>;
  /** The files of the tests that a workspace brings. */
  readonly fixtures: readonly FixtureFile[];
  /** `-values` and `-entries` directories whose variable or catalog does not exist. */
  readonly orphanDirectories: readonly string[];
  /**
   * Symbolic links out of the workspace, and directories that could not be entered:
   * what they hold is missing from the model.
   */
  readonly unfollowedPaths: readonly UnfollowedPath[];
}

/** A path that was not read as a file. */
export interface UnfollowedPath {
  /** Relative to the workspace. */
  readonly path: string;
  /** Why it was not read. */
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

/** What every model of a file has. */
export interface Entity {
  /** Its id. */
  readonly id: string;
  /** Relative to the workspace. */
  readonly path: string;
  /** The whole file. */
  readonly place: Place;
  /** Set when the file could not be parsed. */
  readonly broken?: Broken;
}

/** The manifest, as its file states it. */
export interface ManifestModel extends Entity {
  /** True when there is no manifest. */
  readonly missing: boolean;
  /** `schema_version` of the file. */
  readonly schemaVersion: Field<1>;
  /** The table `[environments]`. */
  readonly environmentsTable: Field<Table>;
  /** `values` of `[environments]`. */
  readonly environmentNames: Field<JsonArray>;
  /** The declared names; `null`: the workspace has none; `undefined`: they could not be read. */
  readonly environments: readonly string[] | null | undefined;
  /** The table `[context]`. */
  readonly contextTable: Field<Table>;
  /** The path as the manifest writes it. */
  readonly contextSchema: Field<string>;
  /** The context schema's path in the workspace, declared or found; `undefined` when there is none. */
  readonly contextSchemaPath: string | undefined;
  /** Fields that the format does not have. */
  readonly unknownFields: readonly UnknownField[];
}

/** A qualifier, as its file states it. */
export interface QualifierModel extends Entity {
  /** The document as it is written, in its own spelling; empty where it could not be read. */
  readonly written: JsonObject;
  /** `schema_version` of the file. */
  readonly schemaVersion: Field<1>;
  /** The description that a person wrote. */
  readonly description: Field<string>;
  /** Whether all predicates must hold, or any. */
  readonly match: Field<"all" | "any">;
  /** `predicate`, before it is read one by one. */
  readonly predicateList: Field<JsonArray>;
  /** In file order. */
  readonly predicates: readonly PredicateModel[];
  /** Fields that the format does not have. */
  readonly unknownFields: readonly UnknownField[];
}

/** A predicate, as its file states it. */
export interface PredicateModel {
  /** Counted from zero, in file order. */
  readonly index: number;
  /** Where to point a person to. */
  readonly place: Place;
  /** False when the item is no table; its fields are then all missing. */
  readonly isTable: boolean;
  /** The dotted path of the attribute that it reads. */
  readonly attribute: Field<string>;
  /** The name of its operator. */
  readonly op: Field<string>;
  /** What the attribute is compared with. */
  readonly value: Field<JsonValue>;
  /** What separates one rollout or bucket from another. */
  readonly salt: Field<JsonValue>;
  /** The part of a rollout or bucket that is in. */
  readonly range: Field<JsonValue>;
  /** True when `range` is written with floats that have no fraction (`5.0`). */
  readonly isFloatRange: boolean;
  /** The share of a rollout that is in, 0 to 100. */
  readonly percent: Field<JsonValue>;
}

/** A variable, as its files state it. */
export interface VariableModel extends Entity {
  /** The document as it is written, in its own spelling; empty where it could not be read. */
  readonly written: JsonObject;
  /** `schema_version` of the file. */
  readonly schemaVersion: Field<1>;
  /** The description that a person wrote. */
  readonly description: Field<string>;
  /** `type` of the file. */
  readonly type: Field<string>;
  /** The path as the file writes it. */
  readonly schema: Field<string>;
  /** The table `[values]`. */
  readonly inlineValues: Field<Table>;
  /** The directory of external values, when it holds any. */
  readonly valuesDirectory: string | undefined;
  /** Inline and external values together; of a key in both, the inline one. */
  readonly values: ReadonlyMap<string, ValueModel>;
  /** Values that stand both in the file and in one of their own. */
  readonly duplicateValues: readonly { readonly inline: ValueModel; readonly external: ValueModel }[];
  /** The table `[env]`. */
  readonly env: Field<Table>;
  /** The table `[resolve]`. */
  readonly resolve: Field<Table>;
  /** `[env._]` first, then the named ones in name order; or `[resolve]` alone. */
  readonly branches: readonly BranchModel[];
  /** The table `[lint]`. */
  readonly lint: Field<Table>;
  /** The path as the file writes it. */
  readonly lintPath: Field<string>;
  /** Fields that the format does not have. */
  readonly unknownFields: readonly UnknownField[];
}

/** A value of a variable, or an entry of a catalog. */
export interface ValueModel {
  /** The value key. */
  readonly key: string;
  /** The value itself. */
  readonly value: JsonValue;
  /** Where the value stands: in the variable's file, or in a file of its own. */
  readonly place: Place;
  /** True for a TOML float without a fraction (`3.0`), which is no `int`. */
  readonly isWholeFloat: boolean;
  /** Set when the file could not be parsed. */
  readonly broken?: Broken;
}

/** What one environment, `_` or `[resolve]` selects. */
export interface BranchModel {
  /** An environment name, `_`, or `resolve`. */
  readonly name: string;
  /** Where to point a person to. */
  readonly place: Place;
  /** The table of the branch. */
  readonly table: Field<Table>;
  /** `value` of an environment, `default` of `[resolve]`. */
  readonly selected: Field<string>;
  /** `rule`, before it is read one by one. */
  readonly ruleList: Field<JsonArray>;
  /** In file order: the first that matches wins. */
  readonly rules: readonly RuleModel[];
}

/** A rule of a branch, as its file states it. */
export interface RuleModel {
  /** Counted from zero, in file order. */
  readonly index: number;
  /** Where to point a person to. */
  readonly place: Place;
  /** False when the item is no table; its fields are then all missing. */
  readonly isTable: boolean;
  /** The description that a person wrote. */
  readonly description: Field<string>;
  /** The id of the qualifier that it asks. */
  readonly qualifier: Field<string>;
  /** The value key that it selects. */
  readonly value: Field<string>;
}

/** A catalog, as its files state it. */
export interface CatalogModel extends Entity {
  /** `schema_version` of the file. */
  readonly schemaVersion: Field<1>;
  /** The description that a person wrote. */
  readonly description: Field<string>;
  /** The path as the file writes it. */
  readonly schema: Field<string>;
  /** The entries by value key. */
  readonly entries: ReadonlyMap<string, ValueModel>;
  /** Fields that the format does not have. */
  readonly unknownFields: readonly UnknownField[];
}

/** A schema file. */
export interface SchemaModel extends Entity {
  /** `undefined` when the file is broken. */
  readonly json: JsonValue | undefined;
}

/** A file of `tests/`, as far as it could be read. */
export interface FixtureFile extends Entity {
  /** Whether it holds a context, or what is expected of it. */
  readonly part: "context" | "expected";
  /** The parsed file; `undefined` when it could not be parsed. */
  readonly json: JsonValue | undefined;
}
