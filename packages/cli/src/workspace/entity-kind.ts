import { closestName, RototoError, type Entity, type WorkspaceModel } from "@rototo/core";

/** What has commands of its own for each file, in the order of help. */
export const ENTITY_KINDS = ["qualifier", "variable"] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/**
 * The file of an id.
 *
 * @throws {RototoError} `qualifier-not-found` or `variable-not-found`, with the near miss in `details.suggestions`.
 */
export function requireEntity(model: WorkspaceModel, kind: EntityKind, id: string): Entity {
  const entities: ReadonlyMap<string, Entity> = model[`${kind}s`];
  const entity = entities.get(id);
  if (entity !== undefined) return entity;
  const near = closestName(id, entities.keys());
  const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
  throw new RototoError(`${kind}-not-found`, `unknown ${kind} \`${id}\`${hint}`, {
    details: { [kind]: id, suggestions: near === undefined ? [] : [near] },
  });
}
