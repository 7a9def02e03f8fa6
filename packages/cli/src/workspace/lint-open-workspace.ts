import { lintWithScripts, type CustomLintTask, type LintReport, type SchemaEngine } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import { chooseSchemaEngine } from "./choose-schema-engine.js";
import type { OpenWorkspace } from "./open-workspace.js";

export interface LintedWorkspace extends LintReport {
  readonly schemaEngine: SchemaEngine;
}

/** Lints a workspace, its custom lint scripts included. The heavy parts load only where a workspace needs them. */
export async function lintOpenWorkspace(
  { model, documents }: OpenWorkspace,
  invocation: Invocation,
): Promise<LintedWorkspace> {
  const schemaEngine = await chooseSchemaEngine(documents);
  const runScripts = async (tasks: readonly CustomLintTask[]) => {
    const custom = await import("../custom-lint/run-scripts.js");
    return custom.runScripts(tasks, invocation);
  };
  return { ...(await lintWithScripts(model, { schemaEngine, runScripts })), schemaEngine };
}
