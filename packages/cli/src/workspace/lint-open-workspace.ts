import { customLintTasks, lintWorkspace, type CustomFinding, type LintReport, type SchemaEngine } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import { readLimits } from "../limits/read-limits.js";
import { printable } from "../output/printable.js";
import type { OpenWorkspace } from "./open-workspace.js";

export interface LintedWorkspace extends LintReport {
  readonly schemaEngine: SchemaEngine;
}

/** Lints a workspace, its custom lint scripts included; what they print goes to standard error. The heavy parts load only where a workspace needs them. */
export async function lintOpenWorkspace(
  { model }: OpenWorkspace,
  { arguments: given, output }: Invocation,
): Promise<LintedWorkspace> {
  const { ajvEngine: schemaEngine } = await import("@rototo/core/ajv");
  const tasks = customLintTasks(model);
  let customFindings: readonly CustomFinding[] = [];
  if (tasks.length > 0) {
    const { runCustomLint } = await import("@rototo/lua");
    customFindings = await runCustomLint(tasks, {
      totalMs: readLimits(given).customLintTotalMs,
      onPrint: ({ script, variable, text }) =>
        output.errorLines(printable(`${script} (variable://${variable}): ${text}`)),
    });
  }
  return { ...lintWorkspace(model, { schemaEngine, customFindings }), schemaEngine };
}
