import { createDocuments, type Document } from "../documents/documents.js";
import { MANIFEST_PATH } from "../documents/document-kind.js";
import type { CustomFinding } from "../lint/custom-finding.js";
import type { Severity } from "../lint/diagnostic.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { ajvEngine } from "../schema/ajv/index.js";

/** A diagnostic as tests compare it: its code without `rototo/`, and where it starts. */
export interface FoundDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly path: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
}

/** Lints files held in memory. A minimal manifest is added where none is given. */
export function lintFiles(
  files: Readonly<Record<string, Document>>,
  options: { readonly customFindings?: readonly CustomFinding[] } = {},
): FoundDiagnostic[] {
  const model = readWorkspace(createDocuments({ [MANIFEST_PATH]: "schema_version = 1\n", ...files }));
  const { diagnostics } = lintWorkspace(model, { schemaEngine: ajvEngine, ...options });
  return diagnostics.map(({ code, severity, path, range, message }) => ({
    code: code.replace(/^rototo\//, ""),
    severity,
    path,
    line: range.start.line,
    character: range.start.character,
    message,
  }));
}
