import { valueOf } from "../model/field.js";
import type { BranchModel } from "../model/workspace-model.js";
import type { CompiledBranch } from "./compiled-workspace.js";

/** A branch with everything it needs; `undefined` when something is missing, which lint has said. */
export function compileBranch(branch: BranchModel): CompiledBranch | undefined {
  const defaultKey = valueOf(branch.selected);
  if (defaultKey === undefined) return undefined;
  const rules = branch.rules.map((rule) => ({ qualifier: valueOf(rule.qualifier), valueKey: valueOf(rule.value) }));
  if (!rules.every((rule) => rule.qualifier !== undefined && rule.valueKey !== undefined)) return undefined;
  return { defaultKey, rules: rules.map(({ qualifier = "", valueKey = "" }) => ({ qualifier, valueKey })) };
}
