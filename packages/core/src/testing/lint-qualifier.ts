import { MANIFEST_PATH } from "../documents/document-kind.js";
import type { Document } from "../documents/documents.js";
import { variableUsing } from "../lint/example-workspace.js";
import { lintFiles, type FoundDiagnostic } from "./lint-files.js";

/** Lints the text of one qualifier that a variable uses. */
export function lintQualifier(text: string, others: Readonly<Record<string, Document>> = {}): FoundDiagnostic[] {
  return lintFiles({
    "qualifiers/enterprise.toml": text,
    "variables/limit.toml": variableUsing("enterprise"),
    ...others,
  });
}

/** For qualifiers that read the environment. */
export const WITH_ENVIRONMENTS: Readonly<Record<string, string>> = {
  [MANIFEST_PATH]: 'schema_version = 1\nenvironments.values = ["dev", "prod"]\n',
};

/** Lints a qualifier with one predicate, given as its lines behind `attribute`, which needs no context schema. */
export function lintPredicate(lines: string): FoundDiagnostic[] {
  return lintQualifier(
    `schema_version = 1\n[[predicate]]\nattribute = "rototo.environment"\n${lines}\n`,
    WITH_ENVIRONMENTS,
  );
}
