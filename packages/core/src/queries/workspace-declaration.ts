import type { JsonValue } from "../json/json-value.js";

/**
 * What is known of a workspace when the application is compiled: a type argument
 * of the classes and functions that answer, written by hand or generated.
 *
 *     interface Config {
 *       environment: "dev" | "prod";
 *       context: { account: { plan: string; seats: number } };
 *       variables: { "llm-agent-config": { model: string } };
 *       qualifier: "enterprise-accounts";
 *     }
 *     const workspace = await Workspace.load<Config>("./config");
 */
export interface WorkspaceDeclaration {
  /** The names of the environments; `undefined` for a workspace without. */
  readonly environment: string | undefined;
  /** What a context must have. */
  readonly context: object;
  /** The type of each variable's value, by id. */
  readonly variables: object;
  /** The ids of the qualifiers. */
  readonly qualifier: string;
}

/** Nothing is known: ids are strings and values are JSON. */
export type AnyWorkspace = WorkspaceDeclaration;

/** The ids of the variables that a workspace declares; any string where it declares none. */
export type VariableId<D extends WorkspaceDeclaration> = object extends D["variables"]
  ? string
  : keyof D["variables"] & string;

/** A value as it is answered: frozen all the way down, and so are its types. */
export type VariableValue<D extends WorkspaceDeclaration, Id extends VariableId<D>> = object extends D["variables"]
  ? JsonValue
  : DeepReadonly<D["variables"][Id & keyof D["variables"]]>;

/** A value that is not to be written to, at any depth. */
export type DeepReadonly<Value> = JsonValue extends Value
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/** The context of a call that names no environment: there is none where the workspace has environments. */
export type ContextAlone<D extends WorkspaceDeclaration> = undefined extends D["environment"] ? D["context"] : never;
