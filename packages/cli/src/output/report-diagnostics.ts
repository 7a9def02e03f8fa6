import type { Diagnostic } from "@rototo/core";
import type { ExitStatus } from "../failure/exit-status.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { describeTally, count, tallyOf } from "./count.js";
import { diagnosticsText } from "./diagnostics-text.js";
import type { Output } from "./output.js";
import { printable } from "./printable.js";

/**
 * Tells a person the outcome of a lint, which is its result: every finding, then
 * `failed: <subject>`, or `ok: <subject>` where there is no error.
 *
 * @param subject What was linted: the workspace's name, or the URI of a part of it.
 */
export async function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  workspace: OpenWorkspace,
  subject: string,
  output: Output,
): Promise<ExitStatus> {
  const { errors, warnings } = tallyOf(diagnostics);
  const { paint, columns } = output;
  const { documents, name } = workspace;
  output.lines(await diagnosticsText(diagnostics, { documents, workspace: name, paint, columns }));
  if (errors > 0) {
    if (!output.quiet)
      output.lines(`${paint.red("failed:")} ${printable(subject)} (${describeTally({ errors, warnings })})`);
    return 1;
  }
  if (!output.quiet) {
    const remark = warnings === 0 ? "" : ` (${count(warnings, "warning")})`;
    output.lines(`${paint.green("ok:")} ${printable(subject)}${remark}`);
  }
  return 0;
}

/** Tells a person the warnings of a workspace that something else is done with, on standard error; quietly, nothing. */
export async function noticeWarnings(
  diagnostics: readonly Diagnostic[],
  { documents, name }: OpenWorkspace,
  output: Output,
): Promise<void> {
  if (output.quiet || diagnostics.length === 0) return;
  const { errorPaint: paint, errorColumns: columns } = output;
  output.errorLines(await diagnosticsText(diagnostics, { documents, workspace: name, paint, columns }));
}
