import { compileWorkspace } from "./compile/compile-workspace.js";
import type { Documents } from "./documents/documents.js";
import { lintWorkspace, type LintOptions } from "./lint/lint-workspace.js";
import type { Diagnostic } from "./lint/diagnostic.js";
import type { WorkspaceModel } from "./model/workspace-model.js";
import { readWorkspace } from "./read-workspace.js";
import { link } from "./resolve/link.js";
import type { Resolver } from "./resolve/resolver.js";

/** A workspace that was read and linted, and compiled where lint found no error. */
export interface LoadedWorkspace {
  /** The workspace as its files state it. */
  readonly model: WorkspaceModel;
  /** Everything that lint found, by path and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when a diagnostic is an error: a broken workspace answers nothing. */
  readonly resolver?: Resolver;
}

/**
 * The whole pipeline: read the documents into a model, lint it, and, when lint
 * finds no error, compile and link it. Synchronous and pure; never throws on what
 * the documents say. Custom lint scripts are run elsewhere, between `readWorkspace`
 * and `lintWorkspace`, and their findings passed as `customFindings`.
 *
 * @example
 * ```ts
 * import { createDocuments, loadWorkspace } from "@rototo/core";
 * import { ajvEngine } from "@rototo/core/ajv";
 *
 * const documents = createDocuments({ "rototo-workspace.toml": "schema_version = 1" });
 * const { diagnostics, resolver } = loadWorkspace(documents, { schemaEngine: ajvEngine });
 * ```
 */
export function loadWorkspace(documents: Documents, options: LintOptions): LoadedWorkspace {
  const model = readWorkspace(documents);
  const { diagnostics, accepted } = lintWorkspace(model, options);
  if (accepted === undefined) return { model, diagnostics };
  const resolver = link(compileWorkspace(accepted), { schemaEngine: options.schemaEngine });
  return { model, diagnostics, resolver };
}
