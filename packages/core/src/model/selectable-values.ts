import { variableType } from "./variable-type.js";
import type { ValueModel, VariableModel, WorkspaceModel } from "./workspace-model.js";

/**
 * The values that a variable's branches can select, by key: its own, or its
 * catalog's entries. `undefined` when that is not known, because the type or the
 * catalog is missing.
 */
export function selectableValues(
  variable: VariableModel,
  model: WorkspaceModel,
): ReadonlyMap<string, ValueModel> | undefined {
  const type = variableType(variable);
  if (type?.kind === "catalog") return model.catalogs.get(type.catalog)?.entries;
  if (type === undefined && variable.type.state === "present") return undefined;
  return variable.values;
}
