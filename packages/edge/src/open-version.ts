import {
  openSnapshot,
  type OpenOptions,
  type WorkspaceDeclaration,
  type WorkspaceResolver,
} from "@rototo/core/queries";
import { RototoError, type Snapshot } from "@rototo/core/resolve";

/**
 * Makes a snapshot answer.
 *
 * @param name What to call it in a message.
 * @throws {RototoError} `workspace-invalid` when it could not: the schema engine cannot use its context schema.
 */
export function openVersion<D extends WorkspaceDeclaration>(
  snapshot: Snapshot,
  name: string,
  options: OpenOptions,
): WorkspaceResolver<D> {
  try {
    return openSnapshot<D>(snapshot, options);
  } catch (error) {
    const details = error instanceof RototoError ? error.details : {};
    const message = error instanceof Error ? error.message : "the schema engine failed";
    throw new RototoError("workspace-invalid", `${name}: ${message}`, { details: { ...details, source: name } });
  }
}
