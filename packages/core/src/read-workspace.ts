import type { Documents } from "./documents/documents.js";
import { readModel } from "./model/read-model.js";
import type { WorkspaceModel } from "./model/workspace-model.js";
import { parseDocuments } from "./parse/parse-documents.js";

/**
 * Reads documents into a model; `undefined` stands for a directory that does not
 * exist. Total: what is wrong with the files is for lint to say.
 */
export function readWorkspace(documents: Documents | undefined): WorkspaceModel {
  const found = documents ?? new Map<string, never>();
  return { ...readModel(found, parseDocuments(found)), missing: documents === undefined };
}
