import { readWorkspace, valueOf, type CompiledWorkspace, type Field, type WorkspaceModel } from "@rototo/core";
import type { LoadedSource } from "@rototo/sources";

/** What a workspace holds, by name. */
export interface WorkspaceListing {
  readonly environments: readonly string[];
  /** Path of the context schema. */
  readonly contextSchema: string | undefined;
  readonly qualifiers: readonly ListedEntity[];
  readonly variables: readonly ListedEntity[];
  readonly catalogs: readonly ListedEntity[];
}

/** A qualifier, variable or catalog. One of a snapshot has its id alone. */
export interface ListedEntity {
  readonly id: string;
  readonly path?: string;
  readonly description?: string | undefined;
}

export function listWorkspace(loaded: LoadedSource): WorkspaceListing {
  return loaded.documents === undefined
    ? listCompiled(loaded.snapshot.workspace)
    : listModel(readWorkspace(loaded.documents));
}

function listModel({ manifest, qualifiers, variables, catalogs }: WorkspaceModel): WorkspaceListing {
  return {
    environments: manifest.environments ?? [],
    contextSchema: manifest.contextSchemaPath,
    qualifiers: listEntities(qualifiers),
    variables: listEntities(variables),
    catalogs: listEntities(catalogs),
  };
}

interface DescribedEntity {
  readonly id: string;
  readonly path: string;
  readonly description: Field<string>;
}

function listEntities(entities: ReadonlyMap<string, DescribedEntity>): readonly ListedEntity[] {
  return [...entities.values()].map(({ id, path, description }) => ({ id, path, description: valueOf(description) }));
}

function listCompiled({ environments, context, qualifiers, variables, catalogs }: CompiledWorkspace): WorkspaceListing {
  return { environments: environments ?? [], contextSchema: context?.schema, qualifiers, variables, catalogs };
}
