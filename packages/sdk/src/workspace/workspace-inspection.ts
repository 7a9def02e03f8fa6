import type { Diagnostic } from "@rototo/core";
import type { WorkspaceVersion } from "../version/workspace-version.js";

/** What a workspace holds. */
export interface WorkspaceInspection {
  /** The absolute directory, or the source as given with credentials removed. */
  readonly workspace: string;
  /** What tells this version from others. */
  readonly fingerprint: string;
  /** In manifest order; empty when there are none. */
  readonly environments: readonly string[];
  /** Workspace-relative path of the context schema. */
  readonly contextSchema?: string;
  /** In id order. */
  readonly qualifiers: readonly InspectedEntity[];
  /** In id order. */
  readonly variables: readonly InspectedEntity[];
  /** In id order. */
  readonly catalogs: readonly InspectedEntity[];
  /** What lint found when the workspace was loaded. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file that defines something. */
export interface InspectedEntity {
  /** Its id. */
  readonly id: string;
  /** `variable://<id>` */
  readonly uri: string;
  /** Workspace-relative path of its file. */
  readonly path: string;
}

export function inspectVersion({ compiled, name, fingerprint, diagnostics }: WorkspaceVersion): WorkspaceInspection {
  return {
    workspace: name,
    fingerprint,
    environments: compiled.environments ?? [],
    ...(compiled.context !== null && { contextSchema: compiled.context.schema }),
    qualifiers: compiled.qualifiers.map(({ id }) => entity("qualifier", id)),
    variables: compiled.variables.map(({ id }) => entity("variable", id)),
    catalogs: compiled.catalogs.map(({ id }) => entity("catalog", id)),
    diagnostics,
  };
}

function entity(kind: "qualifier" | "variable" | "catalog", id: string): InspectedEntity {
  return { id, uri: `${kind}://${id}`, path: `${kind}s/${id}.toml` };
}
