import { documentKind, type DocumentKind } from "../documents/document-kind.js";
import type { Documents, UnreadableDocument } from "../documents/documents.js";
import { sourceText } from "../documents/source-text.js";
import { byCodeUnit } from "../json/code-unit-order.js";
import type { JsonValue } from "../json/json-value.js";
import { findUnfitText, type UnfitText } from "./find-unfit-text.js";
import { parseJsonText } from "./parse-json-text.js";
import type { ParseProblem } from "./parse-problem.js";
import { parseToml, type TomlData } from "./parse-toml.js";

/** What a document holds, or why it holds nothing that can be read. */
export type ParsedContent =
  | { readonly form: "toml"; readonly toml: TomlData }
  | { readonly form: "json"; readonly json: JsonValue }
  | { readonly form: "text"; readonly text: string }
  | { readonly form: "broken"; readonly problem: ParseProblem }
  | { readonly form: "unreadable"; readonly reason: UnreadableDocument["unreadable"] };

export interface ParsedDocument {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly content: ParsedContent;
}

/** The documents that belong to a workspace, parsed, in path order. Total. */
export function parseDocuments(documents: Documents): readonly ParsedDocument[] {
  const parsed: ParsedDocument[] = [];
  for (const path of [...documents.keys()].sort(byCodeUnit)) {
    const kind = documentKind(path);
    const document = documents.get(path);
    if (kind === undefined || document === undefined) continue;
    const content: ParsedContent =
      typeof document === "string" ? parseText(path, document) : { form: "unreadable", reason: document.unreadable };
    parsed.push({ path, kind, content });
  }
  return parsed;
}

function parseText(path: string, text: string): ParsedContent {
  if (path.endsWith(".json")) {
    const json = parseJsonText(text);
    return json.ok ? { form: "json", json: json.value } : broken(json);
  }
  const source = sourceText(text);
  const unfit = findUnfitText(source);
  if (unfit !== undefined) return broken(unfit);
  if (path.endsWith(".lua")) return { form: "text", text: source };
  const toml = parseToml(source);
  return toml.ok ? { form: "toml", toml: toml.value } : { form: "broken", problem: toml.problem };
}

function broken({ message, position }: UnfitText): ParsedContent {
  return { form: "broken", problem: { message, at: { position } } };
}
