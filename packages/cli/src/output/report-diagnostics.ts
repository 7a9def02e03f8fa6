import type { Diagnostic } from "@rototo/core";
import type { ExitStatus } from "../failure/exit-status.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { describeTally, count, tallyOf } from "./count.js";
import { diagnosticsText } from "./diagnostics-text.js";
import type { Output } from "./output.js";
import { printable } from "./printable.js";

/**
 * Tells a person the outcome of a lint: diagnostics and a summary on standard
 * error, `ok: <workspace>` on standard output where there is no error.
 */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  workspace: OpenWorkspace,
  output: Output,
): ExitStatus {
  const { errors, warnings } = tallyOf(diagnostics);
  showDiagnostics(diagnostics, workspace, output);
  if (errors > 0) {
    if (!output.quiet)
      output.errorLines(
        `${output.errorPaint.red("failed:")} ${printable(workspace.name)} (${describeTally({ errors, warnings })})`,
      );
    return 1;
  }
  if (!output.quiet) {
    const remark = warnings === 0 ? "" : ` (${count(warnings, "warning")})`;
    output.lines(`${output.paint.green("ok:")} ${printable(workspace.name)}${remark}`);
  }
  return 0;
}

/** Diagnostics for a person, on standard error; quietly, errors only. */
export function showDiagnostics(diagnostics: readonly Diagnostic[], workspace: OpenWorkspace, output: Output): void {
  const shown = output.quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  output.errorLines(
    diagnosticsText(shown, {
      documents: workspace.documents,
      workspace: workspace.name,
      paint: output.errorPaint,
      columns: output.errorColumns,
    }),
  );
}
