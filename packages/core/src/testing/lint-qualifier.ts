import type { Document } from "../documents/documents.js";
import { variableUsing } from "../lint/rules/qualifier/example-workspace.js";
import { lintFiles, type FoundDiagnostic } from "./lint-files.js";

/** Lints the text of one qualifier that a variable uses. */
export function lintQualifier(text: string, others: Readonly<Record<string, Document>> = {}): FoundDiagnostic[] {
  return lintFiles({
    "qualifiers/enterprise.toml": text,
    "variables/limit.toml": variableUsing("enterprise"),
    ...others,
  });
}

/** Lints a qualifier with one predicate, given as its lines behind `attribute`, which needs no context schema. */
export function lintPredicate(lines: string): FoundDiagnostic[] {
  return lintQualifier(`schema_version = 1\n[[predicate]]\nattribute = "rototo.environment"\n${lines}\n`);
}
