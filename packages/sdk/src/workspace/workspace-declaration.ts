import type { JsonValue } from "@rototo/core";

/**
 * What is known of a workspace when the application is compiled: a type argument
 * of the SDK's classes, written by hand or generated.
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
  readonly context: object;
  /** The type of each variable's value, by id. */
  readonly variables: object;
  /** The ids of the qualifiers. */
  readonly qualifier: string;
}

/** Nothing is known: ids are strings and values are JSON. */
export interface AnyWorkspace extends WorkspaceDeclaration {
  readonly variables: Readonly<Record<string, JsonValue>>;
}

export type VariableId<D extends WorkspaceDeclaration> = keyof D["variables"] & string;

export type VariableValue<D extends WorkspaceDeclaration, Id extends VariableId<D>> = D["variables"][Id];

/** The context of a call that names no environment: there is none where the workspace has environments. */
export type ContextAlone<D extends WorkspaceDeclaration> = undefined extends D["environment"] ? D["context"] : never;
