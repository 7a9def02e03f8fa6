import { resolveReference } from "./resolve-reference.js";
import type { VariableModel } from "./workspace-model.js";

/** The workspace-relative path of the script that a variable declares; `undefined` when it declares none inside the workspace. */
export function customLintScript(variable: VariableModel): string | undefined {
  if (variable.lintPath.state !== "present") return undefined;
  const reference = resolveReference(variable.path, variable.lintPath.value);
  return reference.kind === "inside" ? reference.path : undefined;
}
