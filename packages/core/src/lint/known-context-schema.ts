import type { WorkspaceModel } from "../model/workspace-model.js";

/**
 * The path of the context schema when its content is known; `undefined` when there
 * is none, or when what is wrong with it is reported elsewhere. Without a readable
 * manifest nobody knows which schema is meant.
 */
export function knownContextSchema({ manifest, schemaResources }: WorkspaceModel): string | undefined {
  const path = manifest.contextSchemaPath;
  if (manifest.missing || manifest.broken !== undefined || path === undefined) return undefined;
  return schemaResources.has(path) ? path : undefined;
}
