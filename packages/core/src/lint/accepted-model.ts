import type { WorkspaceModel } from "../model/workspace-model.js";

/** The key of a brand that nothing outside of this file can set. */
declare const accepted: unique symbol;

/**
 * A model that may be compiled: lint found no error in it, or a tool took it as
 * it is. Only this folder can make one, so "resolve before lint" does not
 * type-check.
 */
export interface AcceptedModel {
  /** Only lint, or `acceptUnlinted`, sets this. */
  readonly [accepted]: true;
  /** The model that was accepted. */
  readonly model: WorkspaceModel;
  /** False when a tool skipped lint: values are then validated when they are selected. */
  readonly linted: boolean;
}

/**
 * Takes a model without lint, for tools that must look into a broken workspace.
 * What cannot be compiled is left out, and values are validated when selected.
 */
export function acceptUnlinted(model: WorkspaceModel): AcceptedModel {
  return markAccepted(model, false);
}

/** For lint alone: the package does not export it. */
export function markAccepted(model: WorkspaceModel, linted: boolean): AcceptedModel {
  return { model, linted } as AcceptedModel;
}
