import type { Diagnostic, Document, Documents, Range } from "@rototo/core";
import type { Paint } from "./output.js";
import { printable } from "./printable.js";
import type { sourceExcerpt } from "./source-excerpt.js";

export interface DiagnosticsTextOptions {
  readonly documents: Documents;
  /** Name of the workspace, shown for what concerns no single file. */
  readonly workspace: string;
  readonly paint: Paint;
  /** Width of the terminal; `undefined` when there is none. */
  readonly columns: number | undefined;
}

/** Diagnostics for a person, as lines; a blank line follows each. */
export async function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  options: DiagnosticsTextOptions,
): Promise<string[]> {
  if (diagnostics.length === 0) return [];
  // With the tables of how wide characters are.
  const { sourceExcerpt } = await import("./source-excerpt.js");
  const linesOf = linesByPath(options.documents);
  return diagnostics.flatMap((diagnostic) => [
    ...diagnosticText(diagnostic, { ...options, linesOf, sourceExcerpt }),
    "",
  ]);
}

interface TextOptions extends DiagnosticsTextOptions {
  readonly linesOf: (path: string) => readonly string[];
  readonly sourceExcerpt: typeof sourceExcerpt;
}

/** The lines of each document, split once however many diagnostics point into it. */
function linesByPath(documents: Documents): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const document: Document | undefined = documents.get(path);
    const lines = known.get(path) ?? (typeof document === "string" ? document.split("\n") : []);
    known.set(path, lines);
    return lines;
  };
}

function diagnosticText(diagnostic: Diagnostic, options: TextOptions): string[] {
  const { paint } = options;
  const mark = diagnostic.severity === "error" ? paint.red : paint.yellow;
  const place = placeText(diagnostic.path, diagnostic.range, options.workspace);
  const code = mark(`${diagnostic.severity} ${printable(diagnostic.code)}`);
  return [
    // On one line, whatever a file makes of it: a line of its own could be a command to the CI server that shows it.
    `${paint.bold(place)}: ${code}: ${printable(diagnostic.message)}`,
    ...indent(excerpt(diagnostic.path, diagnostic.range, options, mark)),
    ...labelled("help", diagnostic.help ?? "", paint),
    ...(diagnostic.related ?? []).flatMap((related) => [
      ...labelled("related", `${placeText(related.path, related.range, options.workspace)}: ${related.message}`, paint),
      ...indent(excerpt(related.path, related.range, options, paint.cyan)),
    ]),
  ];
}

/** One-based `path:line:column`; the workspace's name alone where the path is empty. */
function placeText(path: string, { start }: Range, workspace: string): string {
  return path === "" ? printable(workspace) : `${printable(path)}:${start.line + 1}:${start.character + 1}`;
}

function excerpt(
  path: string,
  range: Range,
  { linesOf, sourceExcerpt, columns, paint }: TextOptions,
  mark: (text: string) => string,
): string[] {
  return sourceExcerpt(linesOf(path), range, columns && columns - 2, mark, paint.dim);
}

function labelled(label: string, text: string, paint: Paint): string[] {
  if (text === "") return [];
  return [`  ${paint.cyan(`${label}:`)} ${printable(text)}`];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
