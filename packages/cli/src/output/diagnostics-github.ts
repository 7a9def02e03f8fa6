import { join } from "node:path";
import type { Diagnostic } from "@rototo/core";
import { printable, printableLines } from "./printable.js";
import type { RepositoryPaths } from "./repository-path.js";

/** Diagnostics as GitHub workflow commands, one line each: they become annotations of a pull request. */
export function diagnosticsGithub(
  diagnostics: readonly Diagnostic[],
  root: string | undefined,
  paths: RepositoryPaths,
): string {
  return diagnostics.map((diagnostic) => `${workflowCommand(diagnostic, root, paths)}\n`).join("");
}

function workflowCommand(
  { code, severity, message, help, path, range, related }: Diagnostic,
  root: string | undefined,
  paths: RepositoryPaths,
): string {
  const { start, end } = range;
  // GitHub takes columns only where a single line is meant.
  const columns =
    start.line === end.line
      ? { col: start.character + 1, endColumn: Math.max(start.character, end.character) + 1 }
      : {};
  const place = path === "" ? {} : { line: start.line + 1, endLine: end.line + 1, ...columns };
  const file = paths.pathOf(path) ?? (root === undefined ? path : join(root, path));
  const properties: [string, string | number][] = Object.entries({
    ...(path === "" ? {} : { file }),
    ...place,
    title: code,
  });
  const text = [
    message,
    help,
    ...(related ?? []).map((place) => `${place.path}:${place.range.start.line + 1}: ${place.message}`),
  ];
  return `::${severity} ${properties.map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`).join(",")}::${escapeData(
    printableLines(text.filter((part) => part !== undefined).join("\n")).join("\n"),
  )}`;
}

/** What follows `::` of a workflow command. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
