import type { Diagnostic, Documents } from "@rototo/core";
import { printable } from "./printable.js";

/**
 * Diagnostics as a JUnit report: every file of the workspace is a test case,
 * which fails when it holds an error. Warnings stand in its output.
 */
export function diagnosticsJunit(diagnostics: readonly Diagnostic[], documents: Documents, workspace: string): string {
  const paths = [...new Set([...documents.keys(), ...diagnostics.map(({ path }) => path)])].sort();
  const cases = paths.map((path) => ({ path, found: diagnostics.filter((diagnostic) => diagnostic.path === path) }));
  const failures = cases.filter(({ found }) => found.some(isError)).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="rototo workspace lint" ${counts}>`,
    `  <testsuite name="${escapeXml(workspace)}" ${counts} skipped="0">`,
    ...cases.flatMap(({ path, found }) => testCase(path === "" ? workspace : path, found)),
    `  </testsuite>`,
    `</testsuites>`,
    "",
  ].join("\n");
}

function testCase(name: string, found: readonly Diagnostic[]): string[] {
  const open = `    <testcase classname="rototo" name="${escapeXml(name)}"`;
  if (found.length === 0) return [`${open} />`];
  const errors = found.filter(isError);
  const warnings = found.filter((diagnostic) => !isError(diagnostic));
  const [first] = errors;
  return [
    `${open}>`,
    ...(first === undefined
      ? []
      : [
          `      <failure type="${escapeXml(first.code)}" message="${escapeXml(first.message)}">${describe(errors, name)}</failure>`,
        ]),
    ...(warnings.length === 0 ? [] : [`      <system-err>${describe(warnings, name)}</system-err>`]),
    `    </testcase>`,
  ];
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function describe(diagnostics: readonly Diagnostic[], name: string): string {
  return diagnostics
    .flatMap(({ path, range, severity, code, message, help }) => [
      `${path === "" ? name : `${path}:${range.start.line + 1}:${range.start.character + 1}`}: ${severity} ${code}: ${message}`,
      ...(help === undefined ? [] : [`  help: ${help}`]),
    ])
    .map(escapeXml)
    .join("\n");
}

/** XML 1.0 has no way at all to write control characters, so they are shown as escapes first. */
function escapeXml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
