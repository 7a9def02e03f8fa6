import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkingInterpreterEngine, lintWorkspace, MANIFEST_PATH, readWorkspace, type Diagnostic } from "@rototo/core";
import type { LoadedDocuments } from "@rototo/sources";
import { WorkspaceInvalidError } from "../failure/workspace-invalid-error.js";

const CODE = "rototo/workspace-manifest-missing";

/** What the original's later form calls its manifest. */
const MANIFEST_OF_THE_ORIGINAL = "rototo-package.toml";

/**
 * A directory, repository or archive that is there and holds no manifest is no workspace,
 * so nothing can be said of it but that.
 *
 * @throws {WorkspaceInvalidError} with the one diagnostic `rototo/workspace-manifest-missing`.
 */
export function requireManifest({ name, root, documents }: LoadedDocuments): void {
  if (documents.has(MANIFEST_PATH)) return;
  const { diagnostics } = lintWorkspace(readWorkspace(documents), { schemaEngine: checkingInterpreterEngine });
  const missing = diagnostics.filter(({ code }) => code === CODE).map((diagnostic) => withWayOut(diagnostic, root));
  throw new WorkspaceInvalidError(`${name} is no workspace: it has no ${MANIFEST_PATH}`, {
    workspace: name,
    diagnostics: missing,
    documents,
  });
}

/** The same diagnostic, with a better help where the directory is one of the original's later form. */
export function withWayOut(diagnostic: Diagnostic, root: string | undefined): Diagnostic {
  const help = diagnostic.code === CODE && root !== undefined ? helpFromTheOriginal(root) : undefined;
  return help === undefined ? diagnostic : { ...diagnostic, help };
}

/** What to do with a directory of the original's later form; `undefined` for any other. */
export function helpFromTheOriginal(directory: string): string | undefined {
  if (!existsSync(join(directory, MANIFEST_OF_THE_ORIGINAL))) return undefined;
  return `${MANIFEST_OF_THE_ORIGINAL} is the manifest of the original's later form: rename it to ${MANIFEST_PATH}, and its conditions become qualifiers.`;
}
