import type { WorkspaceModel } from "../model/workspace-model.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import type { CustomFinding } from "./custom-finding.js";
import type { CustomLintTask } from "./custom-lint-task.js";
import { customLintTasks } from "./custom-lint-tasks.js";
import { lintWorkspace, type LintReport } from "./lint-workspace.js";

/** What lint needs where a workspace has scripts of its own. */
export interface LintWithScriptsOptions {
  /** May be missing where the workspace has no schemas. */
  readonly schemaEngine?: SchemaEngine | undefined;
  /** Runs the custom lint scripts. Is called only where there are some, so it can load what runs them. */
  readonly runScripts: (tasks: readonly CustomLintTask[]) => Promise<readonly CustomFinding[]>;
}

/** Lints a workspace, its custom lint scripts included. Rejects only when `runScripts` does. */
export async function lintWithScripts(
  model: WorkspaceModel,
  { schemaEngine, runScripts }: LintWithScriptsOptions,
): Promise<LintReport> {
  const tasks = customLintTasks(model);
  const customFindings = tasks.length === 0 ? [] : await runScripts(tasks);
  return lintWorkspace(model, { schemaEngine, customFindings });
}
